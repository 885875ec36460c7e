import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** OIDC Core §3.1.2.1: `max_age` is a whole number of seconds. */
export const maxAgeIsValid: Check = ({ parameters }) => {
  if (!/^\d{1,9}$/.test(parameters.get('max_age') ?? '0')) refuse('max-age')
}
