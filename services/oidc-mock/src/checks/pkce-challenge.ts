import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7636 §4.2: BASE64URL(SHA256(verifier)) is 43 characters. */
export const pkceChallenge: Check = ({ parameters }) => {
  if (!/^[A-Za-z0-9_-]{43}$/.test(parameters.get('code_challenge') ?? '')) refuse('pkce-challenge')
}
