import { z } from 'zod'
import { acrValuesAtLeast } from './assurance.ts'
import { assuranceLevels } from './assurance-level.ts'
import type { IdentityProviderProfile } from './profile/identity-provider-profile.ts'

/**
 * What one document demands of a login. The municipality chooses it per document (Awb 2:16, BW 3:15a: reliability
 * fit for the purpose).
 */
export const assurancePolicySchema = z.strictObject({
  /** The lowest level of assurance that will do. */
  minimum: z.enum(assuranceLevels),
  /** DigiD may be used for public tasks only: a private-law purpose never offers it and never stores a BSN. */
  purpose: z.enum(['public-task', 'private-law']),
})

/** See {@link assurancePolicySchema}. */
export type AssurancePolicy = z.infer<typeof assurancePolicySchema>

/**
 * The profiles a person may be offered under a policy: those that know a value high enough and that the law allows
 * for this purpose. Empty means that nobody can sign this document digitally.
 */
export const profilesAllowedBy = (
  policy: AssurancePolicy,
  profiles: readonly IdentityProviderProfile[],
): IdentityProviderProfile[] =>
  profiles
    .filter((profile) => policy.purpose === 'public-task' || !profile.publicTaskOnly)
    .filter((profile) => acrValuesAtLeast(profile, policy.minimum).length > 0)
