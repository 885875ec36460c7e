import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.2: used once, even when that one use fails a later check (no second guess at the verifier). */
export const codeIsUnused: Check = ({ grant }) => {
  if (grant.used) refuse('code-replayed')
  grant.used = true
}
