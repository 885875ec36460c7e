import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7636 §4.1: 43 to 128 unreserved characters. */
export const verifierGrammar: Check = ({ parameters }) => {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(parameters.get('code_verifier') ?? '')) refuse('verifier-grammar')
}
