import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** OIDC Core §3.1.2.1, RFC 9700 §2.1: simple string comparison; no wildcard, no other port. */
export const redirectUriIsRegistered: Check = ({ parameters, client }) => {
  if (!client.redirectUris.includes(parameters.get('redirect_uri') ?? '')) refuse('redirect-uri')
}
