import { EvidenceError } from '../../evidence-error.ts'
import { tolerances } from '../../tolerances.ts'
import { optionalTime } from '../claim.ts'
import type { ClaimCheck } from './check.ts'

/** `nbf`, when present, has come (RFC 7519 §4.1.5). */
export const checkNotBefore: ClaimCheck = (claims, { now }) => {
  if ((optionalTime(claims, 'nbf') ?? 0) > now.getTime() / 1000 + tolerances.clockSkew) {
    throw new EvidenceError('ERR_ID_TOKEN_NOT_BEFORE', 'the ID token is not valid yet')
  }
}
