import { IdentityError } from '../identity-error.ts'
import { isNamePart, type PersonName } from '../subject/person-name.ts'
import { type Claims, claimAt } from './claim-path.ts'
import type { IdentityProviderProfile } from './identity-provider-profile.ts'

const namePart = (value: unknown): string | null => {
  if (value === undefined || value === '') return null
  const text = typeof value === 'string' ? value.normalize('NFC') : ''
  if (!isNamePart(text)) throw new IdentityError('ERR_CLAIMS_NAME_INVALID', 'a name claim cannot stand in a name')
  return text
}

/**
 * The name in the token, in Unicode NFC; `undefined` when the profile's names come from elsewhere or none is given.
 *
 * @throws IdentityError `ERR_CLAIMS_NAME_INVALID` not text, too long, control or invisible characters, or a given
 *   name without a family name
 */
export const nameAmong = (profile: Pick<IdentityProviderProfile, 'name'>, claims: Claims): PersonName | undefined => {
  if (profile.name.source !== 'op') return undefined
  const given = namePart(claimAt(claims, profile.name.given))
  const family = namePart(claimAt(claims, profile.name.family))
  if (family !== null) return { given, family }
  if (given !== null) throw new IdentityError('ERR_CLAIMS_NAME_INVALID', 'the token holds half a name')
  return undefined
}
