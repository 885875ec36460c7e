import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §4.1.2: a code is short-lived. */
export const codeIsFresh: Check = ({ grant, provider }) => {
  if (provider.now() >= grant.expiresAt) refuse('code-expired')
}
