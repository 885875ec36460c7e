import { IdentityError } from '../identity-error.ts'
import type { NormalisedIdentity } from '../representation.ts'
import { type Claims, claimAt } from './claim-path.ts'
import { identifierAmong } from './identifier-claim.ts'
import type { IdentityProviderProfile } from './identity-provider-profile.ts'

/**
 * Claims by which brokers tell that someone acts for another. Several of them put the *represented* party where the
 * actor is expected (Signicat's `nin`, some `bsn`s), so that ignoring them would let the wrong person sign.
 */
export const representationClaims: readonly string[] = [
  'represents', // NL GOV OIDC profile: MUST be processed
  'act', // RFC 8693 §4.1
  'may_act',
  'urn:nl-eid-gdi:1.0:LegalSubjectID',
  'urn:etoegang:core:LegalSubjectID',
  'urn:etoegang:core:Representation',
  'urn:etoegang:1.9:IntermediateEntityID:KvKnr',
  'acting_nin',
  'acting-nin',
  'gemachtigde',
  'gemachtigde.bsn',
]

type Represented = Pick<NormalisedIdentity, 'represented' | 'mandate'>

const self: Represented = { represented: null, mandate: { kind: 'self' } }

/**
 * For whom the person acts, and on what ground.
 *
 * @throws IdentityError `ERR_CLAIMS_REPRESENTATION_UNEXPECTED` a claim of representation that the profile does not
 *   read · `ERR_CLAIMS_REPRESENTATION_INVALID` a represented party without the service the mandate is for, or the
 *   reverse · and the identifier codes
 */
export const representationAmong = (
  profile: Pick<IdentityProviderProfile, 'representation'>,
  claims: Claims,
  issuer: string,
): Represented => {
  const { representation } = profile
  const read = representation.kind === 'none' ? [] : representation.represented.map(({ path }) => path[0])
  const unread = representationClaims.filter((name) => !read.includes(name) && Object.hasOwn(claims, name))
  if (unread.length > 0) {
    throw new IdentityError('ERR_CLAIMS_REPRESENTATION_UNEXPECTED', 'the login was made on behalf of someone else')
  }
  if (representation.kind === 'none') return self
  const present = representation.represented.some(({ path }) => claimAt(claims, path) !== undefined)
  const service = claimAt(claims, representation.service)
  if (!present && service === undefined) return self
  if (!present || typeof service !== 'string' || service === '') {
    throw new IdentityError('ERR_CLAIMS_REPRESENTATION_INVALID', 'a mandate needs a represented party and its service')
  }
  return {
    represented: identifierAmong(representation.represented, claims, issuer),
    mandate: { kind: 'voluntary', service },
  }
}
