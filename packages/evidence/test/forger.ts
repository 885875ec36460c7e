import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { digidProfile } from '@waarmerk/identity-assurance'
import { CompactSign, exportJWK, type JWK } from 'jose'
import type { ExpectedIdToken } from '../src/id-token/expected.ts'

/** A key pair of a pretended issuer, and the public half as it would stand in its JWKS. */
export type ForgerKey = { readonly privateKey: KeyObject; readonly publicKey: KeyObject; readonly jwk: JWK }

export const ecKey = async (kid: string, curve = 'P-256', alg = 'ES256'): Promise<ForgerKey> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve })
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg } }
}

export const rsaKey = async (kid: string, bits = 2048, alg = 'RS256'): Promise<ForgerKey> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg } }
}

/** 32 bytes of base64url. */
export const random32 = (): string => randomBytes(32).toString('base64url')

export const b64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Signs any header over any payload text, with jose and nothing of ours. */
export const signRaw = (key: ForgerKey, header: object, payload: string): Promise<string> =>
  new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg: 'ES256', ...header })
    .sign(key.privateKey)

export const issuer = 'https://op.example'
export const clientId = 'waarmerk-ondertekenen'

/** The moment at which the tests' transactions are opened. */
export const openedAt = 1_790_000_000

/** What an honest provider says about anna, logging in twenty seconds after the transaction was opened. */
export const annasClaims = (nonce: string) => ({
  iss: issuer,
  aud: clientId,
  sub: 'pairwise-anna',
  nonce,
  jti: 'token-1',
  iat: openedAt + 20,
  nbf: openedAt + 20,
  exp: openedAt + 320,
  auth_time: openedAt + 19,
  acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
  bsn: '999990019',
  given_name: 'Anna',
  family_name: 'de Wit',
})

/** What our side expects of that token. */
export const expectation = (token: string, keys: readonly JWK[], nonce: string): ExpectedIdToken => ({
  token,
  jwks: { keys },
  issuer,
  clientId,
  algorithms: ['ES256'],
  nonce,
  now: new Date((openedAt + 21) * 1000),
  commitmentIat: openedAt,
  profile: digidProfile,
  assurance: 'substantial',
  authTime: { notBefore: openedAt, strictlyAfter: openedAt - 60 },
})
