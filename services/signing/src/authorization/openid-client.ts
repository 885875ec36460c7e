import type { CryptoKey } from 'jose'
import * as oidc from 'openid-client'
import { SigningError } from '../errors.ts'
import { clientErrorCode } from './client-errors.ts'
import { fetchProviderMetadata, type ProviderMetadata } from './provider-metadata.ts'
import { type CapturedExchange, type CapturedTokens, capturingFetch } from './token-exchange.ts'

/** What makes this service a client of one provider. */
export interface OpenIdClientOptions {
  readonly issuer: string
  readonly clientId: string
  /** Registered, exact; the current URL is built from it and never from the request. */
  readonly redirectUri: string
  /** Private key for `private_key_jwt`. */
  readonly key: CryptoKey
  readonly kid: string
  readonly fetch: typeof fetch
  readonly timeoutSeconds: number
}

/** A redeemed code: the raw tokens, and what openid-client itself had against the response. */
export interface Redemption {
  readonly tokens: CapturedTokens
  readonly objection: SigningError | null
}

/** The OIDC client for signing: asks, and captures. It decides nothing about who someone is. */
export interface OpenIdClient {
  readonly redirectUri: string
  metadata(): Promise<ProviderMetadata>
  /** RFC 9126. @throws {SigningError} ERR_OP_* */
  pushAuthorizationRequest(metadata: ProviderMetadata, parameters: Readonly<Record<string, string>>): Promise<URL>
  /**
   * RFC 6749 §4.1.3.
   *
   * @throws {SigningError} ERR_OP_UNREACHABLE when nothing was sent; any other code means the request had left
   */
  redeemCode(
    metadata: ProviderMetadata,
    request: {
      readonly parameters: URLSearchParams
      readonly codeVerifier: string
      readonly state: string
      readonly nonce: string
    },
  ): Promise<Redemption>
}

/** Makes the client; openid-client does the requests. */
export const createOpenIdClient = (options: OpenIdClientOptions): OpenIdClient => {
  const configure = ({ server }: ProviderMetadata, get: typeof fetch) => {
    const config = new oidc.Configuration(
      server as oidc.ServerMetadata,
      options.clientId,
      {},
      oidc.PrivateKeyJwt({ key: options.key, kid: options.kid }),
    )
    config[oidc.customFetch] = (url, init) => get(url, init as RequestInit)
    config.timeout = options.timeoutSeconds
    // The configuration allows http only in a test environment, for issuers on this machine.
    if (options.issuer.startsWith('http:')) oidc.allowInsecureRequests(config)
    return config
  }
  return {
    redirectUri: options.redirectUri,
    metadata: () => fetchProviderMetadata(options),
    async pushAuthorizationRequest(metadata, parameters) {
      const exchange: CapturedExchange = { failure: null, tokens: null }
      try {
        const config = configure(metadata, capturingFetch(options.fetch, exchange))
        return await oidc.buildAuthorizationUrlWithPAR(config, { ...parameters })
      } catch (error) {
        throw objectionTo(error, exchange)
      }
    },
    async redeemCode(metadata, { parameters, codeVerifier, state, nonce }) {
      const exchange: CapturedExchange = { failure: null, tokens: null }
      const current = new URL(options.redirectUri)
      current.search = parameters.toString()
      const config = configure(metadata, capturingFetch(options.fetch, exchange))
      let objection: SigningError | null = null
      try {
        const checks = {
          pkceCodeVerifier: codeVerifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        }
        await oidc.authorizationCodeGrant(config, current, checks)
      } catch (error) {
        objection = objectionTo(error, exchange)
      }
      if (exchange.tokens === null) throw objection ?? new SigningError('ERR_OP_ANSWER', 'the answer holds no ID token')
      return { tokens: exchange.tokens, objection }
    },
  }
}

const objectionTo = (error: unknown, exchange: CapturedExchange): SigningError => {
  const code = exchange.failure ?? clientErrorCode(error) ?? 'ERR_OP_ANSWER'
  return new SigningError(code, 'the identity provider’s answer cannot be used', { cause: error })
}
