import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7523 §3 rule 7: a `jti` is used once. The last check of client authentication, for it uses the assertion up. */
export const assertionIsNew: Check = ({ assertion, client, provider }) => {
  const name = `${client.clientId} ${assertion.jti}`
  if (provider.assertions.get(name)) refuse('assertion-replayed')
  provider.assertions.set(name, true)
}
