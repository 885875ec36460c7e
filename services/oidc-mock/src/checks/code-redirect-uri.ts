import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.3: the same `redirect_uri` as in the authorization request. */
export const codeRedirectUri: Check = ({ grant, parameters }) => {
  if (parameters.get('redirect_uri') !== grant.request.redirectUri) refuse('code-redirect-uri')
}
