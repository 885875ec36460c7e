import { type AssuranceLevel, acrValuesAtLeast, type IdentityProviderProfile } from '@waarmerk/identity-assurance'

/** What a login request must say, as OAuth parameters; kept in the evidence as what was asked. */
export const loginParameters = (
  profile: IdentityProviderProfile,
  assurance: AssuranceLevel,
  nonce: string,
  maxAge: number,
): Record<string, string> => ({
  response_type: 'code',
  scope: profile.scopes.join(' '),
  nonce,
  prompt: 'login',
  max_age: String(maxAge),
  acr: acrValuesAtLeast(profile, assurance).join(' '),
})
