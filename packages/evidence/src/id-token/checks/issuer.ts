import { EvidenceError } from '../../evidence-error.ts'
import type { ClaimCheck } from './check.ts'

/** `iss` is exactly the configured issuer (OIDC Core §3.1.3.7, 2). */
export const checkIssuer: ClaimCheck = ({ iss }, { issuer }) => {
  if (iss !== issuer) throw new EvidenceError('ERR_ID_TOKEN_ISSUER', 'the ID token comes from another issuer')
}
