import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'
import { looksRandom } from './looks-random.ts'

/** NL GOV OIDC: `nonce` is required, at least 128 random bits. */
export const nonceLooksRandom: Check = ({ parameters }) => {
  if (!looksRandom(parameters.get('nonce'))) refuse('nonce-weak')
}
