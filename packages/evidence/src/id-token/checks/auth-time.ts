import { EvidenceError } from '../../evidence-error.ts'
import { tolerances } from '../../tolerances.ts'
import { optionalTime } from '../claim.ts'
import type { ClaimCheck } from './check.ts'

/**
 * `auth_time` shows a fresh login: present, not in the future, not before the transaction was opened, and strictly
 * later than the identification's. Otherwise a session at the provider would sign without the person.
 */
export const checkAuthTime: ClaimCheck = (claims, { now, authTime: { notBefore, strictlyAfter } }) => {
  const authTime = optionalTime(claims, 'auth_time')
  if (authTime === undefined) throw new EvidenceError('ERR_AUTH_TIME_MISSING', 'the ID token has no auth_time')
  if (authTime > now.getTime() / 1000 + tolerances.clockSkew) {
    throw new EvidenceError('ERR_AUTH_TIME_FUTURE', 'the login lies in the future')
  }
  if (authTime < notBefore - tolerances.clockSkew) {
    throw new EvidenceError('ERR_AUTH_TIME_OLD', 'the person did not log in again')
  }
  if (strictlyAfter !== undefined && authTime <= strictlyAfter) {
    throw new EvidenceError('ERR_AUTH_TIME_NOT_LATER', 'the login is not later than the identification')
  }
}
