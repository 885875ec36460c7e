import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §2.2: the client is one we know. Whether it really is that client comes later. */
export const clientIsRegistered: Check = (exchange) => {
  const clientId = exchange.parameters.get('client_id')
  exchange.client = exchange.provider.clients.get(clientId ?? '') ?? refuse('client-unknown')
}
