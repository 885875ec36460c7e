import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 9126 §2.2: `request_uri` is ours and bound to the client that pushed it. */
export const requestUriIsKnown: Check = (exchange) => {
  const pushed = exchange.provider.pushedRequests.get(exchange.parameters.get('request_uri') ?? '')
  if (pushed === undefined || pushed.clientId !== exchange.client.clientId) refuse('request-uri-unknown')
  exchange.pushedRequest = pushed
}
