import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

/** How one login goes; every part can be bent. */
export interface Behaviour {
  /** Answer of the authorization endpoint instead of a code. */
  error?: string
  claims?: (claims: JWTPayload) => JWTPayload
  header?: { alg: string; kid?: string; typ?: string }
  /** Sign with a key that the provider never published. */
  strangerSigns?: boolean
  /** HTTP status of the token endpoint. */
  tokenStatus?: number
  /** HTTP status of the PAR endpoint. */
  parStatus?: number
  /** Parameters of the callback. */
  callback?: (parameters: URLSearchParams) => void
}

/**
 * A small OpenID Provider, written for these tests alone: discovery, PAR, authorize without a page, token, JWKS. It
 * records what it was asked. (How strict a provider may be, the provider double tests with a client of its own.)
 */
export class OpenIdProvider {
  readonly pushed: URLSearchParams[] = []
  readonly redeemed: URLSearchParams[] = []
  behaviour: Behaviour = {}
  issuer = ''
  readonly #server: Server
  readonly #requests = new Map<string, URLSearchParams>()
  readonly #codes = new Map<string, URLSearchParams>()
  readonly #key = generateKeyPair('ES256', { extractable: true })
  readonly #stranger = generateKeyPair('ES256')

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request).then(
        ({ status = 200, location, body }) => {
          response.writeHead(status, { 'content-type': 'application/json', ...(location ? { location } : {}) })
          response.end(body === undefined ? '' : JSON.stringify(body))
        },
        () => response.writeHead(500).end(),
      )
    })
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage): Promise<{ status?: number; location?: string; body?: unknown }> {
    const url = new URL(request.url ?? '', this.issuer)
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return { body: this.#metadata() }
      case '/jwks': {
        const { publicKey } = await this.#key
        return { body: { keys: [{ ...(await exportJWK(publicKey)), kid: 'op', alg: 'ES256', use: 'sig' }] } }
      }
      case '/par':
        return this.#push(await formOf(request))
      case '/authorize':
        return this.#authorize(url.searchParams)
      case '/back':
        // For step-ups: sends the browser where the test says.
        return { status: 303, location: url.searchParams.get('to') ?? '' }
      case '/token':
        return this.#redeem(await formOf(request))
      default:
        return { status: 404 }
    }
  }

  #metadata() {
    const at = (path: string) => `${this.issuer}${path}`
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/authorize'),
      pushed_authorization_request_endpoint: at('/par'),
      token_endpoint: at('/token'),
      jwks_uri: at('/jwks'),
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['ES256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      require_pushed_authorization_requests: true,
    }
  }

  #push(form: URLSearchParams) {
    this.pushed.push(form)
    if (this.behaviour.parStatus !== undefined)
      return { status: this.behaviour.parStatus, body: { error: 'server_error' } }
    const uri = `urn:ietf:params:oauth:request_uri:${randomBytes(16).toString('hex')}`
    this.#requests.set(uri, form)
    return { status: 201, body: { request_uri: uri, expires_in: 60 } }
  }

  #authorize(query: URLSearchParams) {
    const request = this.#requests.get(query.get('request_uri') ?? '')
    if (request === undefined) return { status: 400 }
    const parameters = new URLSearchParams({ state: request.get('state') ?? '', iss: this.issuer })
    if (this.behaviour.error !== undefined) parameters.set('error', this.behaviour.error)
    else {
      const code = randomBytes(16).toString('hex')
      this.#codes.set(code, request)
      parameters.set('code', code)
    }
    this.behaviour.callback?.(parameters)
    return { status: 303, location: `${request.get('redirect_uri')}?${parameters}` }
  }

  async #redeem(form: URLSearchParams) {
    this.redeemed.push(form)
    const code = form.get('code') ?? ''
    const request = this.#codes.get(code)
    this.#codes.delete(code)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (this.behaviour.tokenStatus !== undefined)
      return { status: this.behaviour.tokenStatus, body: { error: 'server_error' } }
    if (request === undefined || request.get('code_challenge') !== challenge) {
      return { status: 400, body: { error: 'invalid_grant' } }
    }
    const now = Math.floor(Date.now() / 1000)
    const claims: JWTPayload = {
      iss: this.issuer,
      aud: request.get('client_id') ?? '',
      sub: 'pairwise',
      nonce: request.get('nonce'),
      iat: now,
      exp: now + 300,
      auth_time: now,
      acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
    }
    const { privateKey } = await (this.behaviour.strangerSigns ? this.#stranger : this.#key)
    const token = await new SignJWT(this.behaviour.claims?.(claims) ?? claims)
      .setProtectedHeader(this.behaviour.header ?? { alg: 'ES256', kid: 'op', typ: 'JWT' })
      .sign(privateKey)
    return { body: { access_token: 'none', token_type: 'Bearer', id_token: token } }
  }
}

const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const parts: Uint8Array[] = []
  for await (const part of request) parts.push(part as Uint8Array)
  return new URLSearchParams(Buffer.concat(parts).toString())
}
