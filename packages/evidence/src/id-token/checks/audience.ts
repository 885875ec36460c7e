import { EvidenceError } from '../../evidence-error.ts'
import type { ClaimCheck } from './check.ts'

/** `aud` is our client and nobody else (OIDC Core §3.1.3.7, 3): we trust no other audience. */
export const checkAudience: ClaimCheck = ({ aud }, { clientId }) => {
  const [only, ...others] = Array.isArray(aud) ? aud : [aud]
  if (only !== clientId || others.length > 0) {
    throw new EvidenceError('ERR_ID_TOKEN_AUDIENCE', 'the ID token was made for another client')
  }
}
