import { EvidenceError } from '../../evidence-error.ts'
import { tolerances } from '../../tolerances.ts'
import { requiredTime } from '../claim.ts'
import type { ClaimCheck } from './check.ts'

/** `commitment.iat − 30 s ≤ iat ≤ now + 30 s`: made after we asked, and not in the future. */
export const checkIssuedAt: ClaimCheck = (claims, { now, commitmentIat }) => {
  const iat = requiredTime(claims, 'iat')
  if (iat < commitmentIat - tolerances.clockSkew) {
    throw new EvidenceError('ERR_ID_TOKEN_ISSUED_AT_OLD', 'the ID token is older than what it should commit to')
  }
  if (iat > now.getTime() / 1000 + tolerances.clockSkew) {
    throw new EvidenceError('ERR_ID_TOKEN_ISSUED_AT_FUTURE', 'the ID token was issued in the future')
  }
}
