import { type AssuranceLevel, acrValuesAtLeast, type IdentityProviderProfile } from '@waarmerk/identity-assurance'
import { sha256Of } from '../hash.ts'

/** What makes one step-up differ from another. */
export interface StepUp {
  readonly nonce: string
  readonly state: string
  /** RFC 7636 §4.1: 43 characters. */
  readonly codeVerifier: string
  /** The transaction's lifetime, in seconds; never 0. */
  readonly maxAge: number
  readonly assurance: AssuranceLevel
}

/**
 * The authorization request of the second login (protocol step 6), exactly as it is pushed: a fresh
 * authentication at or above the level, in a transaction committed to by the nonce. Kept in the evidence.
 */
export const stepUpParameters = (
  client: { readonly clientId: string; readonly redirectUri: string; readonly profile: IdentityProviderProfile },
  { nonce, state, codeVerifier, maxAge, assurance }: StepUp,
): Record<string, string> => {
  const { profile } = client
  const values = acrValuesAtLeast(profile, assurance)
  const essentialAcr = profile.acr.request === 'essential-acr' ? { acr: { essential: true, values } } : {}
  return {
    client_id: client.clientId,
    response_type: 'code',
    redirect_uri: client.redirectUri,
    scope: profile.scopes.join(' '),
    state,
    nonce,
    code_challenge: sha256Of(codeVerifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: String(maxAge),
    // OIDC Core §5.5.1.1: an essential acr that cannot be met must fail.
    claims: JSON.stringify({ id_token: { auth_time: { essential: true }, ...essentialAcr } }),
    ...(profile.acr.request === 'acr_values' ? { acr_values: values.join(' ') } : {}),
  }
}
