import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'
import { looksRandom } from './looks-random.ts'

/** NL GOV OIDC: `state` is required, at least 128 random bits. */
export const stateLooksRandom: Check = ({ parameters }) => {
  if (!looksRandom(parameters.get('state'))) refuse('state-weak')
}
