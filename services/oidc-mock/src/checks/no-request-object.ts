import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** OIDC Core §3.1.2.6: we do not take request objects, and never ignore one silently. */
export const noRequestObject: Check = ({ parameters }) => {
  if (parameters.has('request')) refuse('request-object')
}
