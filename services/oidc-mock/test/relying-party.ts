import { createHash, randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { ClientRegistration } from '../src/index.ts'

type Changes = Readonly<Record<string, string | undefined>>
type Header = { alg: string; kid?: string }

/** A relying party written by hand on jose, so that every rule can be broken one at a time. */
export async function createRelyingParty(clientId: string, redirectUri: string, now: () => Date) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `${clientId}-key`
  const registration: ClientRegistration = {
    clientId,
    clientName: clientId === 'signing' ? 'Ondertekenen' : 'Inloggen',
    redirectUris: [redirectUri],
    jwks: { keys: [{ ...(await exportJWK(publicKey)), kty: 'EC', kid }] },
  }
  const verifier = randomBytes(32).toString('base64url')
  let issuer = ''

  const assertion = (changes: JWTPayload = {}, header: Header = { alg: 'ES256', kid }, key = privateKey) => {
    const iat = Math.floor(now().getTime() / 1000)
    const claims: JWTPayload = {
      iss: clientId,
      sub: clientId,
      aud: issuer,
      iat,
      exp: iat + 60,
      jti: randomBytes(16).toString('base64url'),
      ...changes,
    }
    return new SignJWT(claims).setProtectedHeader(header).sign(key)
  }

  const authenticated = async (parameters: Changes, changes: Changes, token?: string): Promise<URLSearchParams> =>
    form({
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: token ?? (await assertion()),
      ...parameters,
      ...changes,
    })

  const post = (path: string, body: URLSearchParams | string, headers: Record<string, string> = {}) =>
    fetch(`${issuer}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: body.toString(),
    })

  return {
    registration,
    privateKey,
    verifier,
    assertion,
    post,
    use(url: string) {
      issuer = url
    },
    /** Body of a pushed request; `undefined` leaves a parameter out. */
    pushBody: (changes: Changes = {}, token?: string) =>
      authenticated(
        {
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: 'openid',
          state: randomBytes(16).toString('base64url'),
          nonce: randomBytes(32).toString('base64url'),
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        },
        changes,
        token,
      ),
    /** Body of a token request. */
    tokenBody: (code: string | undefined, changes: Changes = {}, token?: string) =>
      authenticated(
        { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
        changes,
        token,
      ),
    async push(changes: Changes = {}): Promise<string> {
      const response = await post('/par', await this.pushBody(changes))
      if (response.status !== 201) throw new Error(`not pushed: ${await response.text()}`)
      const body = (await response.json()) as { request_uri: string }
      return body.request_uri
    },
    /** Sends the browser to the authorization endpoint. */
    authorize(requestUri: string, headers: Record<string, string> = {}) {
      const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri })
      return fetch(`${issuer}/authorize?${query}`, { redirect: 'manual', headers })
    },
    /** A code for a persona, by hint. */
    async code(persona = 'anna', changes: Changes = {}): Promise<string> {
      const response = await this.authorize(await this.push({ login_hint: `persona:${persona}`, ...changes }))
      return answerOf(response).get('code') ?? ''
    },
    async redeem(code: string, changes: Changes = {}): Promise<Response> {
      return post('/token', await this.tokenBody(code, changes))
    },
    async claims(persona = 'anna', changes: Changes = {}) {
      const response = await this.redeem(await this.code(persona, changes))
      return readToken(response)
    },
  }
}

/** Encodes parameters, leaving out what is undefined. */
export function form(parameters: Changes): URLSearchParams {
  const sent = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(sent)
}

/** Parameters with which the browser was sent back. */
export function answerOf(response: Response): URLSearchParams {
  const location = response.headers.get('location')
  if (response.status !== 303 || location === null) throw new Error(`not sent back: ${response.status}`)
  return new URL(location).searchParams
}

/** Claims and header of the ID token, unverified. */
export async function readToken(response: Response) {
  const body = (await response.json()) as { id_token: string; access_token: string; expires_in: number }
  const [header = '', payload = ''] = body.id_token.split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return { ...body, header: read(header), claims: read(payload) }
}
