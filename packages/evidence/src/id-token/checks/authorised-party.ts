import { EvidenceError } from '../../evidence-error.ts'
import type { ClaimCheck } from './check.ts'

/** `azp`, when present, is our client (OIDC Core §3.1.3.7, 5). */
export const checkAuthorisedParty: ClaimCheck = ({ azp }, { clientId }) => {
  if (azp !== undefined && azp !== clientId) {
    throw new EvidenceError('ERR_ID_TOKEN_AUTHORISED_PARTY', 'the ID token was issued to another party')
  }
}
