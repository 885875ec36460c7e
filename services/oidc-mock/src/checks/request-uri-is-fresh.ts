import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 9126 §2.2: `expires_in` is meant. */
export const requestUriIsFresh: Check = ({ pushedRequest, provider }) => {
  if (provider.now() >= pushedRequest.expiresAt) refuse('request-uri-expired')
}
