import { IdentityError } from '@waarmerk/identity-assurance'
import type { OpenedIdentification } from '@waarmerk/signing-contract'
import { importJWK } from 'jose'
import * as oidc from 'openid-client'
import type { ProviderConfig } from '../config.ts'
import { RelyingPartyError } from '../errors.ts'
import { checkLoginToken } from './login-token.ts'

/** What is remembered of a login between leaving and coming back; secret. */
export interface LoginChecks {
  readonly state: string
  readonly codeVerifier: string
  readonly nonce: string
  /** Seconds. */
  readonly maxAge: number
  /** Every `acr` value at or above the level asked for. */
  readonly acrValues: readonly string[]
  /** When the login began, in seconds since 1970. */
  readonly startedAt: number
}

/** The OIDC client for logging in, at one provider. It learns who someone is only to pass it on. */
export interface LoginClient {
  /** Pushes the authorization request (RFC 9126). @throws {RelyingPartyError} `ERR_LOGIN_PROVIDER` */
  begin(opened: OpenedIdentification): Promise<{ readonly url: URL; readonly checks: LoginChecks }>
  /**
   * Redeems the code and returns the raw ID token, its signature and claims checked. Who it is, the signing service
   * decides by the same token.
   *
   * @param query of the callback, without `?`; untrusted
   * @throws {RelyingPartyError} `ERR_LOGIN_CANCELLED`, `ERR_LOGIN_PROVIDER`, `ERR_LOGIN_TOKEN`
   */
  complete(query: string, checks: LoginChecks): Promise<string>
}

/** What a login client needs from outside. */
export interface LoginClientDeps {
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly timeoutSeconds: number
}

/** How long discovered metadata is believed, in milliseconds. */
const metadataLifetime = 3_600_000

/** Makes the client; nothing is asked of the provider before the first login. */
export const createLoginClient = (deps: LoginClientDeps, provider: ProviderConfig): LoginClient => {
  const configuration = discoverLazily(deps, provider)
  return {
    async begin({ scope, nonce, acrValues, maxAge }) {
      const startedAt = Math.floor(deps.now().getTime() / 1000)
      const codeVerifier = oidc.randomPKCECodeVerifier()
      const checks: LoginChecks = { state: oidc.randomState(), codeVerifier, nonce, maxAge, acrValues, startedAt }
      const parameters = await authorizationParameters(provider, scope, checks)
      try {
        return { url: await oidc.buildAuthorizationUrlWithPAR(await configuration(), parameters), checks }
      } catch (cause) {
        throw new RelyingPartyError('ERR_LOGIN_PROVIDER', 'the identity provider did not take the login request', {
          cause,
        })
      }
    },
    async complete(query, checks) {
      const token = await redeem(await configuration(), provider, query, checks)
      checkLoginToken(token, { clientId: provider.loginClientId, now: deps.now(), ...checks })
      return token
    },
  }
}

const discoverLazily = (deps: LoginClientDeps, provider: ProviderConfig): (() => Promise<oidc.Configuration>) => {
  let known: { readonly configuration: Promise<oidc.Configuration>; readonly at: number } | null = null
  return async () => {
    const at = deps.now().getTime()
    if (known === null || at - known.at > metadataLifetime) known = { configuration: discover(deps, provider), at }
    try {
      return await known.configuration
    } catch (cause) {
      // A provider that was down is asked again at the next login.
      known = null
      throw new RelyingPartyError('ERR_LOGIN_PROVIDER', 'the identity provider cannot be discovered', { cause })
    }
  }
}

const discover = async (deps: LoginClientDeps, provider: ProviderConfig): Promise<oidc.Configuration> => {
  const key = await importJWK(provider.privateJwk)
  if (key instanceof Uint8Array) throw new TypeError('the login client’s key is not a private key')
  const { kid } = provider.privateJwk
  return oidc.discovery(
    new URL(provider.issuer),
    provider.loginClientId,
    { id_token_signed_response_alg: provider.algorithm },
    oidc.PrivateKeyJwt({ key, kid }),
    {
      // Without the second, openid-client trusts TLS and does not look at the ID token's signature.
      execute: [
        ...(provider.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
        oidc.enableNonRepudiationChecks,
      ],
      timeout: deps.timeoutSeconds,
      [oidc.customFetch]: (url, init) => deps.fetch(url, init as RequestInit),
    },
  )
}

const authorizationParameters = async (
  { redirectUri, acrRequest }: ProviderConfig,
  scope: string,
  { state, nonce, codeVerifier, maxAge, acrValues }: LoginChecks,
): Promise<Record<string, string>> => {
  // OIDC Core §5.5.1.1: only an essential acr must fail when it is not reached; `acr_values` is a wish.
  const acr = { essential: true, values: acrValues }
  const claims = { id_token: { auth_time: { essential: true }, ...(acrRequest === 'essential-acr' ? { acr } : {}) } }
  return {
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: String(maxAge),
    claims: JSON.stringify(claims),
    ...(acrRequest === 'acr_values' ? { acr_values: acrValues.join(' ') } : {}),
  }
}

const redeem = async (
  configuration: oidc.Configuration,
  { redirectUri }: ProviderConfig,
  query: string,
  { state, codeVerifier, nonce, maxAge }: LoginChecks,
): Promise<string> => {
  // openid-client sends the redirect URI that it finds in this URL: the registered one, never the request's.
  const current = new URL(redirectUri)
  current.search = query
  try {
    const tokens = await oidc.authorizationCodeGrant(configuration, current, {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
      maxAge,
      idTokenExpected: true,
    })
    if (tokens.id_token === undefined) throw new TypeError('no ID token')
    return tokens.id_token
  } catch (cause) {
    throw refusal(cause)
  }
}

/** Authorization error responses that are the person's (RFC 6749 §4.1.2.1, unmet_authentication_requirements 1.0). */
const refusal = (cause: unknown): RelyingPartyError | IdentityError => {
  const said = cause instanceof oidc.AuthorizationResponseError ? cause.error : ''
  if (said === 'unmet_authentication_requirements') {
    return new IdentityError('ERR_ACR_INSUFFICIENT', 'the provider could not reach the level asked for', { cause })
  }
  const code = said === 'access_denied' ? 'ERR_LOGIN_CANCELLED' : 'ERR_LOGIN_PROVIDER'
  return new RelyingPartyError(code, 'the login did not succeed', { cause })
}
