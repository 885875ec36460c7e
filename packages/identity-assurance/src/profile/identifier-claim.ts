import { IdentityError } from '../identity-error.ts'
import type { SubjectIdentifier } from '../subject/subject-identifier.ts'
import { subjectOfType } from '../subject/subject-kinds.ts'
import { type Claims, claimAt } from './claim-path.ts'
import type { IdentifierClaim } from './identity-provider-profile.ts'
import { withoutSectorCode } from './sector-code.ts'

const read = (claim: IdentifierClaim, value: unknown, issuer: string): SubjectIdentifier => {
  // A number has lost its leading zeros.
  if (typeof value !== 'string') throw new IdentityError('ERR_CLAIMS_IDENTIFIER_INVALID', 'identifier is not a string')
  const bare = withoutSectorCode(claim, value)
  try {
    return subjectOfType(claim.type, bare, issuer)
  } catch (cause) {
    throw new IdentityError('ERR_CLAIMS_IDENTIFIER_INVALID', `not a valid identifier of type ${claim.type}`, { cause })
  }
}

/**
 * The one identifier among the claims that a profile names.
 *
 * @throws IdentityError `ERR_CLAIMS_IDENTIFIER_MISSING` none is there · `ERR_CLAIMS_IDENTIFIER_AMBIGUOUS` more than
 *   one: we do not choose who someone is · `ERR_CLAIMS_IDENTIFIER_INVALID` · `ERR_CLAIMS_SECTOR_CODE`
 */
export const identifierAmong = (
  alternatives: readonly IdentifierClaim[],
  claims: Claims,
  issuer: string,
): SubjectIdentifier => {
  const found = alternatives.flatMap((claim) => {
    const value = claimAt(claims, claim.path)
    return value === undefined ? [] : [{ claim, value }]
  })
  const [first, ...others] = found
  if (!first) throw new IdentityError('ERR_CLAIMS_IDENTIFIER_MISSING', 'the token holds no identifier of the person')
  if (others.length > 0) {
    throw new IdentityError('ERR_CLAIMS_IDENTIFIER_AMBIGUOUS', 'the token holds more than one identifier')
  }
  return read(first.claim, first.value, issuer)
}
