import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.3: the code was given to this client. Asked before it is used up, so that a stranger cannot spoil it. */
export const codeIsTheClients: Check = ({ grant, client }) => {
  if (grant.request.client.clientId !== client.clientId) refuse('code-client')
}
