import { EvidenceError } from '../../evidence-error.ts'
import type { ClaimCheck } from './check.ts'

/** `sub` is 1–255 ASCII characters (OIDC Core §2). */
export const checkSubject: ClaimCheck = ({ sub }) => {
  if (typeof sub !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(sub)) {
    throw new EvidenceError('ERR_ID_TOKEN_SUBJECT', 'the ID token has no proper sub')
  }
}
