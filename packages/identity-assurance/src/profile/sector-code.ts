import { IdentityError } from '../identity-error.ts'
import type { IdentifierClaim } from './identity-provider-profile.ts'

const bsnSector = 's00000000'

/**
 * Takes the sector code off an identifier (DigiD: `s00000000:` announces a BSN, `s00000001:` a SOFI number).
 *
 * @throws IdentityError `ERR_CLAIMS_SECTOR_CODE` a code that is not BSN's, one that was not expected, or none where
 *   one is required: the login must be aborted
 */
export const withoutSectorCode = (claim: Pick<IdentifierClaim, 'sectorCode'>, value: string): string => {
  const match = /^(s\d{8}):(.*)$/s.exec(value)
  const wrong = match ? claim.sectorCode === 'refused' || match[1] !== bsnSector : claim.sectorCode === 'required'
  if (wrong) throw new IdentityError('ERR_CLAIMS_SECTOR_CODE', 'unexpected sector code before the identifier')
  return match?.[2] ?? value
}
