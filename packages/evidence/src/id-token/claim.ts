import { EvidenceError } from '../evidence-error.ts'
import type { Members } from './compact-jws.ts'

/** A NumericDate claim (RFC 7519 §2) that must be there. @throws EvidenceError `ERR_ID_TOKEN_CLAIM_INVALID` */
export const requiredTime = (claims: Members, name: string): number => {
  const value = optionalTime(claims, name)
  if (value === undefined) throw new EvidenceError('ERR_ID_TOKEN_CLAIM_INVALID', `the ID token has no ${name}`)
  return value
}

/** A NumericDate claim that may be absent. @throws EvidenceError `ERR_ID_TOKEN_CLAIM_INVALID` when it is no time */
export const optionalTime = (claims: Members, name: string): number | undefined => {
  const value = claims[name]
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new EvidenceError('ERR_ID_TOKEN_CLAIM_INVALID', `the ID token's ${name} is not a NumericDate`)
  }
  return value
}
