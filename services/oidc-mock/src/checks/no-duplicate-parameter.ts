import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 6749 §3.1: request parameters must not be included more than once. */
export const noDuplicateParameter: Check = ({ parameters }) => {
  if (parameters.duplicates.size > 0) refuse('duplicate-parameter')
}
