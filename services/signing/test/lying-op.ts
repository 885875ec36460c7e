import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** What a token is minted from; anything may be a lie. */
export interface TokenPlan {
  readonly claims?: Record<string, unknown>
  readonly without?: readonly string[]
  readonly header?: Record<string, unknown>
  /** Signs with this key instead of the published one. */
  readonly key?: CryptoKey | Uint8Array
}

/** How the token endpoint answers the next code. */
export type TokenAnswer =
  | TokenPlan
  | { readonly raw: { readonly status: number; readonly type: string; readonly body: string } }
  | { readonly reset: true }

/** A person as the provider knows them. */
export interface Person {
  readonly sub: string
  readonly bsn: string
  readonly given_name: string
  readonly family_name: string
  readonly acr: string
}

export const anna: Person = {
  sub: 'pairwise-anna',
  bsn: '999994669',
  given_name: 'Anna',
  family_name: 'de Vries',
  acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
}
export const daan: Person = {
  ...anna,
  sub: 'pairwise-daan',
  bsn: '999992740',
  given_name: 'Daan',
  family_name: 'Bakker',
}

/**
 * An OpenID Provider that says whatever a test wants, over real HTTP: discovery, JWKS, PAR and token.
 * Written on jose alone; it shares nothing with the service it lies to.
 */
export const startLyingOp = async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const published: JWK = { ...(await exportJWK(publicKey)), kid: 'op-1', alg: 'ES256', use: 'sig' }
  const pushed = new Map<string, URLSearchParams>()
  const answers = new Map<string, { answer: TokenAnswer; request: URLSearchParams; person: Person }>()
  const state = { issuer: '', tokenRequests: 0, jwks: { keys: [published] } as { keys: JWK[] }, down: false }
  const late = new Map<string, number>()
  const told: Record<string, unknown> = {}

  const mint = async (audience: string, nonce: string, person: Person, plan: TokenPlan = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1000)
    const claims: Record<string, unknown> = {
      iss: state.issuer,
      aud: audience,
      nonce,
      iat: now,
      nbf: now,
      exp: now + 300,
      auth_time: now,
      jti: randomUUID(),
      ...person,
      ...plan.claims,
    }
    for (const name of plan.without ?? []) delete claims[name]
    const header = { alg: 'ES256', kid: 'op-1', typ: 'JWT', ...plan.header }
    if (header.alg === 'none') {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part(header)}.${part(claims)}.`
    }
    return new SignJWT(claims).setProtectedHeader(header).sign(plan.key ?? privateKey)
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', state.issuer)
    const json = (status: number, value: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(value))
    if (state.down) return request.socket.destroy()
    if (url.pathname === '/.well-known/openid-configuration') {
      return json(200, {
        issuer: state.issuer,
        authorization_endpoint: `${state.issuer}/authorize`,
        token_endpoint: `${state.issuer}/token`,
        jwks_uri: `${state.issuer}/jwks`,
        pushed_authorization_request_endpoint: `${state.issuer}/par`,
        authorization_response_iss_parameter_supported: true,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['ES256'],
        ...told,
      })
    }
    if (url.pathname === '/jwks') return json(200, state.jwks)
    const form = new URLSearchParams(await text(request))
    await wait(late.get(url.pathname) ?? 0, undefined, { ref: false })
    if (url.pathname === '/par') {
      const uri = `urn:ietf:params:oauth:request_uri:${randomUUID()}`
      pushed.set(uri, form)
      return json(201, { request_uri: uri, expires_in: 60 })
    }
    state.tokenRequests += 1
    const known = answers.get(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const registered = form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    if (known === undefined || known.request.get('code_challenge') !== challenge || !registered) {
      return json(400, { error: 'invalid_grant' })
    }
    answers.delete(form.get('code') ?? '')
    if ('reset' in known.answer) return request.socket.destroy()
    if ('raw' in known.answer) {
      const { status, type, body } = known.answer.raw
      return response.writeHead(status, { 'content-type': type }).end(body)
    }
    const client = known.request.get('client_id') ?? ''
    const token = await mint(client, known.request.get('nonce') ?? '', known.person, known.answer)
    return json(200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    get issuer() {
      return state.issuer
    },
    /** How many requests the token endpoint got. */
    get tokenRequests() {
      return state.tokenRequests
    },
    jwks: () => state.jwks,
    publish: (jwks: { keys: JWK[] }) => {
      state.jwks = jwks
    },
    setDown: (down: boolean) => {
      state.down = down
    },
    /** Says something else in its metadata; `undefined` leaves a member out. */
    tell: (metadata: Record<string, unknown>) => void Object.assign(told, metadata),
    /** From now on `/par` or `/token` answers only after a while; 0 is at once. */
    answerLate: (path: '/par' | '/token', milliseconds: number) => void late.set(path, milliseconds),
    privateKey,
    published,
    mint,
    /** The person presses the button: the parameters the browser brings back. */
    consent: (authorizationUrl: string, person: Person, answer: TokenAnswer = {}) => {
      const request = pushed.get(new URL(authorizationUrl).searchParams.get('request_uri') ?? '')
      if (request === undefined) throw new Error('nothing was pushed for this authorization URL')
      const code = randomBytes(24).toString('base64url')
      answers.set(code, { answer, request, person })
      return {
        request,
        code,
        parameters: [
          { name: 'code', value: code },
          { name: 'state', value: request.get('state') ?? '' },
          { name: 'iss', value: state.issuer },
        ],
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
