import { IdentityError } from './identity-error.ts'
import type { Claims } from './profile/claim-path.ts'
import { identifierAmong } from './profile/identifier-claim.ts'
import type { IdentityProviderProfile } from './profile/identity-provider-profile.ts'
import { nameAmong } from './profile/name-claims.ts'
import { representationAmong } from './profile/representation-claims.ts'
import type { NormalisedIdentity } from './representation.ts'
import { sameSubject } from './subject/subject-identifier.ts'

/**
 * Turns one provider's claims into who acted, for whom and on what ground. It guesses nothing: what the profile does
 * not read, or reads twice, is refused.
 *
 * @param claims the claims of a token whose signature and issuer were verified, `iss` included
 * @returns as trustworthy as the claims were
 * @throws IdentityError `ERR_CLAIMS_IDENTIFIER_MISSING` · `…_AMBIGUOUS` · `…_INVALID` · `ERR_CLAIMS_SECTOR_CODE` ·
 *   `ERR_CLAIMS_NAME_INVALID` · `ERR_CLAIMS_REPRESENTATION_UNEXPECTED` · `ERR_CLAIMS_REPRESENTATION_INVALID`
 *
 * @example
 * const { actor, represented, mandate } = normaliseClaims(digidProfile, verified.claims)
 */
export const normaliseClaims = (profile: IdentityProviderProfile, claims: Claims): NormalisedIdentity => {
  const issuer = typeof claims['iss'] === 'string' ? claims['iss'] : ''
  const representation = representationAmong(profile, claims, issuer)
  const identifier = identifierAmong(profile.actor, claims, issuer)
  if (representation.represented && sameSubject(representation.represented, identifier)) {
    throw new IdentityError('ERR_CLAIMS_REPRESENTATION_INVALID', 'nobody acts on behalf of themselves')
  }
  const name = nameAmong(profile, claims)
  return { actor: name ? { identifier, name } : { identifier }, ...representation }
}
