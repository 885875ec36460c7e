import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7636 §4.4.1, NL GOV OIDC: PKCE is required, of confidential clients too. */
export const pkceIsUsed: Check = ({ parameters }) => {
  if (!parameters.has('code_challenge')) refuse('pkce-missing')
}
