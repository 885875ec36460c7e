import type { ClientRegistration } from '@waarmerk/oidc-mock'
import type { HouseKeys } from '../state/house-keys.ts'

/** Identity providers that the house offers; both are the one OpenID Provider double. */
export const providerIds = ['digid', 'eidas'] as const
/** One of {@link providerIds}. */
export type ProviderId = (typeof providerIds)[number]

/** The two clients at the OpenID Provider: the relying party's for identification, the service's for signing. */
export const clientIds = { login: 'waarmerk-login', signing: 'waarmerk-signing' } as const

/** Where the OpenID Provider sends the browser back to; compared character for character. */
export const redirectUri = (relyingPartyOrigin: string, use: keyof typeof clientIds, provider: ProviderId): string =>
  `${relyingPartyOrigin}/callback/${use}/${provider}`

/** Both clients as the OpenID Provider registers them, with their public keys only. */
export function clientRegistrations(relyingPartyOrigin: string, keys: HouseKeys): ClientRegistration[] {
  const register = (
    use: keyof typeof clientIds,
    clientName: string,
    { d: _private, ...publicJwk }: HouseKeys['loginClient'],
  ) => ({
    clientId: clientIds[use],
    clientName,
    redirectUris: providerIds.map((provider) => redirectUri(relyingPartyOrigin, use, provider)),
    jwks: { keys: [publicJwk] },
  })
  return [register('login', 'Inloggen', keys.loginClient), register('signing', 'Ondertekenen', keys.signingClient)]
}
