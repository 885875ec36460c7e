import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** NL GOV OIDC: only the authorization code flow. */
export const responseTypeCode: Check = ({ parameters }) => {
  if (parameters.get('response_type') !== 'code') refuse('response-type')
}
