import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7523 §3 rules 1 and 2, OIDC Core §9: `iss` and `sub` are the client. */
export const assertionIssuerSubject: Check = ({ assertion, client }) => {
  if (assertion.iss !== client.clientId || assertion.sub !== client.clientId) refuse('assertion-issuer-subject')
}
