import { createHash } from 'node:crypto'
import type { Check } from '../pipeline/exchange.ts'
import { refuse } from '../pipeline/refusal.ts'

/** RFC 7636 §4.6: BASE64URL(SHA256(code_verifier)) is the challenge. */
export const verifierMatches: Check = ({ grant, parameters }) => {
  const digest = createHash('sha256')
    .update(parameters.get('code_verifier') ?? '')
    .digest('base64url')
  if (digest !== grant.request.codeChallenge) refuse('verifier-mismatch')
}
