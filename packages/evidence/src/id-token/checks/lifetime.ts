import { EvidenceError } from '../../evidence-error.ts'
import { tolerances } from '../../tolerances.ts'
import { requiredTime } from '../claim.ts'
import type { ClaimCheck } from './check.ts'

/** `exp` lies after `iat`, and not by years (NL GOV OIDC: minutes). */
export const checkLifetime: ClaimCheck = (claims) => {
  const lifetime = requiredTime(claims, 'exp') - requiredTime(claims, 'iat')
  if (lifetime <= 0 || lifetime > tolerances.idTokenLifetime) {
    throw new EvidenceError('ERR_ID_TOKEN_LIFETIME', 'the ID token is valid for too long, or for no time at all')
  }
}
