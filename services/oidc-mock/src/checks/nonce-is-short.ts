import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** FAPI 2.0: clients should not use a longer `nonce`; a real OP may refuse it. */
export const nonceIsShort: Check = ({ parameters }) => {
  if ((parameters.get('nonce') ?? '').length > 64) refuse('nonce-long')
}
