import { acrVocabularies } from './acr-vocabulary.ts'
import { type AssuranceLevel, type AssuranceWorth, assuranceRank, meetsAssurance } from './assurance-level.ts'
import { IdentityError } from './identity-error.ts'
import type { IdentityProviderProfile } from './profile/identity-provider-profile.ts'

type AcrProfile = Pick<IdentityProviderProfile, 'acr'>

/** A level that was reached, with the provider's own word for it. */
export type AchievedAssurance = {
  /** The raw `acr` value, kept as evidence. */
  readonly acr: string
  /** What it is worth in this profile's vocabularies. */
  readonly assurance: AssuranceLevel
}

const worthOf = (profile: AcrProfile, acr: string): AssuranceWorth | undefined => {
  for (const name of profile.acr.vocabularies) {
    const worth = acrVocabularies[name].get(acr)
    if (worth !== undefined) return worth
  }
  return undefined
}

/**
 * Judges the `acr` claim by rank (NL GOV OIDC: the received level MUST be at least the requested one).
 *
 * @param acr the claim as received, of any type; trusted only after the token's signature was verified
 * @throws IdentityError `ERR_ACR_MISSING` no claim or not a string · `ERR_ACR_UNKNOWN` not in the profile's
 *   vocabularies · `ERR_ACR_INSUFFICIENT` known, but too low: the person must log in with a higher level
 *
 * @example requireAssurance(digidProfile, claims.acr, 'substantial').assurance
 */
export const requireAssurance = (profile: AcrProfile, acr: unknown, required: AssuranceLevel): AchievedAssurance => {
  if (acr === undefined || acr === null || acr === '') {
    throw new IdentityError('ERR_ACR_MISSING', 'the provider did not say at which level the person logged in')
  }
  if (typeof acr !== 'string') throw new IdentityError('ERR_ACR_UNKNOWN', 'the acr claim is not a string')
  const worth = worthOf(profile, acr)
  if (worth === undefined) throw new IdentityError('ERR_ACR_UNKNOWN', "the acr value is not in the profile's tables")
  if (worth === 'none' || !meetsAssurance(worth, required)) {
    throw new IdentityError('ERR_ACR_INSUFFICIENT', `the login is below the level asked for (${required})`)
  }
  return { acr, assurance: worth }
}

/**
 * Every value of the profile's vocabularies at or above a level, lowest first: what is asked for as essential `acr`
 * (OIDC Core §5.5.1.1) or as `acr_values`.
 */
export const acrValuesAtLeast = (profile: AcrProfile, level: AssuranceLevel): string[] =>
  profile.acr.vocabularies
    .flatMap((name) => [...acrVocabularies[name]])
    .filter(([, worth]) => meetsAssurance(worth, level))
    .sort(([, a], [, b]) => assuranceRank(a) - assuranceRank(b))
    .map(([acr]) => acr)
