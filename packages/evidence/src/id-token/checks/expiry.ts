import { EvidenceError } from '../../evidence-error.ts'
import { tolerances } from '../../tolerances.ts'
import { requiredTime } from '../claim.ts'
import type { ClaimCheck } from './check.ts'

/** `exp` has not passed (OIDC Core §3.1.3.7, 9). */
export const checkExpiry: ClaimCheck = (claims, { now }) => {
  if (now.getTime() / 1000 >= requiredTime(claims, 'exp') + tolerances.clockSkew) {
    throw new EvidenceError('ERR_ID_TOKEN_EXPIRED', 'the ID token has expired')
  }
}
