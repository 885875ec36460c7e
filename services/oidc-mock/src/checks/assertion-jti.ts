import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'
import { looksRandom } from './looks-random.ts'

/** NL GOV OAuth §2.3.3: `jti` holds at least 128 random bits. */
export const assertionJti: Check = ({ assertion }) => {
  if (typeof assertion.jti !== 'string' || !looksRandom(assertion.jti)) refuse('assertion-jti')
}
