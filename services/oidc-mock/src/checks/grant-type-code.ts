import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.3; the only grant here. */
export const grantTypeCode: Check = ({ parameters }) => {
  if (parameters.get('grant_type') !== 'authorization_code') refuse('grant-type')
}
