export { type AcrVocabulary, type AcrVocabularyName, acrVocabularies } from './acr-vocabulary.ts'
export { type AchievedAssurance, acrValuesAtLeast, requireAssurance } from './assurance.ts'
export {
  type AssuranceLevel,
  type AssuranceWorth,
  assuranceLevels,
  assuranceRank,
  meetsAssurance,
} from './assurance-level.ts'
export { type AssurancePolicy, assurancePolicySchema, profilesAllowedBy } from './assurance-policy.ts'
export { IdentityError, type IdentityErrorCode, identityErrorKinds } from './identity-error.ts'
export { normaliseClaims } from './normalise-claims.ts'
export type { Claims } from './profile/claim-path.ts'
export {
  type IdentifierClaim,
  type IdentityProviderProfile,
  identityProviderProfileSchema,
  parseIdentityProviderProfile,
} from './profile/identity-provider-profile.ts'
export { digidProfile, eidasProfile } from './profile/known-profiles.ts'
export { representationClaims } from './profile/representation-claims.ts'
export type { DirectMandate, LegalRole, Mandate, MandateKind, NormalisedIdentity } from './representation.ts'
export { canonicalName, displayName, isNamePart, longestNamePart, type PersonName } from './subject/person-name.ts'
export {
  canonicalSubject,
  type SubjectIdentifier,
  type SubjectIdentifierType,
  sameSubject,
  subjectIdentifierTypes,
} from './subject/subject-identifier.ts'
export {
  type Bsn,
  bsn,
  type KvkNumber,
  kvkNumber,
  type OpaqueSubject,
  opaqueSubject,
  type Rsin,
  rsin,
  subjectOfType,
} from './subject/subject-kinds.ts'
