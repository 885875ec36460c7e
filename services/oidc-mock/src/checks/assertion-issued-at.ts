import { lifetimes } from '../lifetimes.ts'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'
import { seconds } from '../provider/clock.ts'

/** RFC 7523 §3 rules 5 and 6: not from the future; NL GOV OAuth requires `iat`. */
export const assertionIssuedAt: Check = ({ assertion, provider }) => {
  const latest = seconds(provider.now()) + lifetimes.clockSkew
  if (!isNotAfter(assertion.iat, latest)) refuse('assertion-issued-at')
  if (assertion.nbf !== undefined && !isNotAfter(assertion.nbf, latest)) refuse('assertion-issued-at')
}

function isNotAfter(moment: unknown, latest: number): boolean {
  return typeof moment === 'number' && moment <= latest
}
