import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §2.3: one method per request, and here that method is private_key_jwt. */
export const oneAuthenticationMethod: Check = ({ parameters, hasAuthorizationHeader }) => {
  if (hasAuthorizationHeader || parameters.has('client_secret')) refuse('authentication-method')
}
