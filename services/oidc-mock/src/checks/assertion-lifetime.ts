import { lifetimes } from '../lifetimes.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'
import { seconds } from '../provider/clock.ts'

/** RFC 7523 §3 rule 4: not expired, and not valid for unreasonably long. */
export const assertionLifetime: Check = ({ assertion, provider }) => {
  const now = seconds(provider.now())
  const { exp } = assertion
  if (typeof exp !== 'number' || exp <= now || exp > now + lifetimes.assertion) refuse('assertion-lifetime')
}
