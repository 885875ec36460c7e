import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** NL GOV OIDC: only S256. RFC 7636 §4.3: left out, the method would be `plain`. */
export const pkceMethodS256: Check = ({ parameters }) => {
  if (parameters.get('code_challenge_method') !== 'S256') refuse('pkce-method')
}
