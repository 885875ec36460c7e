import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import {
  bsn,
  canonicalName,
  canonicalSubject,
  digidProfile,
  type IdentityProviderProfile,
} from '@waarmerk/identity-assurance'
import { SignJWT } from 'jose'
import {
  annasClaims,
  b64,
  clientId,
  ecKey,
  expectation,
  type ForgerKey,
  issuer,
  openedAt,
  random32,
  rsaKey,
  signRaw,
} from '../../test/forger.ts'
import { saltedSha256 } from '../hash/sha256.ts'
import { limits } from '../tolerances.ts'
import type { ExpectedIdToken } from './expected.ts'
import { verifyIdToken } from './verify-id-token.ts'

const nonce = random32()
let key: ForgerKey
let other: ForgerKey

beforeAll(async () => {
  key = await ecKey('op-1')
  other = await ecKey('op-1')
})

type Situation = {
  readonly claims?: Record<string, unknown>
  readonly header?: Record<string, unknown>
  readonly expected?: Partial<ExpectedIdToken>
}

const verify = async ({ claims = {}, header = {}, expected = {} }: Situation) => {
  const token = await signRaw(key, { kid: 'op-1', ...header }, JSON.stringify({ ...annasClaims(nonce), ...claims }))
  return verifyIdToken({ ...expectation(token, [key.jwk], nonce), ...expected })
}

const refuses = async (code: string, situation: Situation) =>
  expect(verify(situation)).rejects.toMatchObject({ code, message: expect.not.stringMatching(/9999900|Anna|eyJ/) })

test('an honest token gives who, at which level, when and by which key', async () => {
  const verified = await verify({})
  expect(verified).toMatchObject({
    acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
    assurance: 'substantial',
    authTime: openedAt + 19,
    iat: openedAt + 20,
    exp: openedAt + 320,
    keyThumbprint: expect.stringMatching(/^[\w-]{43}$/),
    identity: { actor: { name: { given: 'Anna', family: 'de Wit' } }, represented: null },
  })
  expect(verified.identity.actor.identifier.reveal()).toBe('999990019')
})

test.each<[string, string, Situation]>([
  ['of another type (logout token)', 'ERR_ID_TOKEN_TYPE', { header: { typ: 'logout+jwt' } }],
  ['of another type (access token)', 'ERR_ID_TOKEN_TYPE', { header: { typ: 'at+jwt' } }],
  ['whose key it says itself where to find', 'ERR_ID_TOKEN_EMBEDDED_KEY', { header: { jku: 'https://op.example/j' } }],
  ['whose certificate it says where to find', 'ERR_ID_TOKEN_EMBEDDED_KEY', { header: { x5u: 'https://op.example/x' } }],
  ['of another issuer', 'ERR_ID_TOKEN_ISSUER', { claims: { iss: `${issuer}/` } }],
  ['without issuer', 'ERR_ID_TOKEN_ISSUER', { claims: { iss: undefined } }],
  ['for the login client', 'ERR_ID_TOKEN_AUDIENCE', { claims: { aud: 'waarmerk-inloggen' } }],
  ['for us and someone else', 'ERR_ID_TOKEN_AUDIENCE', { claims: { aud: [clientId, 'someone'] } }],
  ['for nobody', 'ERR_ID_TOKEN_AUDIENCE', { claims: { aud: [] } }],
  ['issued to another party', 'ERR_ID_TOKEN_AUTHORISED_PARTY', { claims: { azp: 'someone' } }],
  ['with an empty sub', 'ERR_ID_TOKEN_SUBJECT', { claims: { sub: '' } }],
  ['without sub', 'ERR_ID_TOKEN_SUBJECT', { claims: { sub: undefined } }],
  ['with a sub of 256 characters', 'ERR_ID_TOKEN_SUBJECT', { claims: { sub: 'x'.repeat(256) } }],
  ["with another document's nonce", 'ERR_ID_TOKEN_NONCE', { claims: { nonce: random32() } }],
  ['without nonce', 'ERR_ID_TOKEN_NONCE', { claims: { nonce: undefined } }],
  ['with a nonce that is a list', 'ERR_ID_TOKEN_NONCE', { claims: { nonce: [nonce] } }],
  ['that has expired', 'ERR_ID_TOKEN_EXPIRED', { expected: { now: new Date((openedAt + 350) * 1000) } }],
  ['without exp', 'ERR_ID_TOKEN_CLAIM_INVALID', { claims: { exp: undefined } }],
  ['with an exp that is text', 'ERR_ID_TOKEN_CLAIM_INVALID', { claims: { exp: '1790000320' } }],
  ['that is not valid yet', 'ERR_ID_TOKEN_NOT_BEFORE', { claims: { nbf: openedAt + 52 } }],
  ['with an nbf that is no time', 'ERR_ID_TOKEN_CLAIM_INVALID', { claims: { nbf: 'now' } }],
  ['that is valid for ten years', 'ERR_ID_TOKEN_LIFETIME', { claims: { exp: openedAt + 315_360_000 } }],
  ['that expires when it is issued', 'ERR_ID_TOKEN_LIFETIME', { claims: { exp: openedAt + 20 } }],
  ['older than its commitment', 'ERR_ID_TOKEN_ISSUED_AT_OLD', { claims: { iat: openedAt - 31 } }],
  ['issued in the future', 'ERR_ID_TOKEN_ISSUED_AT_FUTURE', { claims: { iat: openedAt + 52 } }],
  ['without iat', 'ERR_ID_TOKEN_CLAIM_INVALID', { claims: { iat: undefined } }],
  ['without auth_time', 'ERR_AUTH_TIME_MISSING', { claims: { auth_time: undefined } }],
  ['with an auth_time that is text', 'ERR_ID_TOKEN_CLAIM_INVALID', { claims: { auth_time: 'just now' } }],
  ['from an old session', 'ERR_AUTH_TIME_OLD', { claims: { auth_time: openedAt - 31 } }],
  ['with an auth_time in the future', 'ERR_AUTH_TIME_FUTURE', { claims: { auth_time: openedAt + 52 } }],
  [
    "with the identification's auth_time",
    'ERR_AUTH_TIME_NOT_LATER',
    {
      claims: { auth_time: openedAt - 5 },
      expected: { authTime: { notBefore: openedAt, strictlyAfter: openedAt - 5 } },
    },
  ],
  [
    'of another access token',
    'ERR_ID_TOKEN_ACCESS_TOKEN_HASH',
    { claims: { at_hash: 'x' }, expected: { accessToken: 'a' } },
  ],
  ['without acr', 'ERR_ACR_MISSING', { claims: { acr: undefined } }],
  ['with an unknown acr', 'ERR_ACR_UNKNOWN', { claims: { acr: 'substantial' } }],
  [
    'of too low a level',
    'ERR_ACR_INSUFFICIENT',
    { claims: { acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract' } },
  ],
  ['without identifier', 'ERR_CLAIMS_IDENTIFIER_MISSING', { claims: { bsn: undefined } }],
  [
    'on behalf of someone',
    'ERR_CLAIMS_REPRESENTATION_UNEXPECTED',
    { claims: { represents: { sub: 'x', iss: issuer } } },
  ],
  ['of another person', 'ERR_ACTOR_MISMATCH', { expected: { actor: bsn('999990032') } }],
  ['with another name', 'ERR_NAME_MISMATCH', { expected: { name: { given: 'Anne', family: 'de Wit' } } }],
  [
    'for oneself where a mandate was committed to',
    'ERR_REPRESENTATION_MISMATCH',
    { expected: { onBehalfOf: { mandate: 'voluntary', subject: bsn('999990032'), service: 's' } } },
  ],
])('a token %s is refused with %s', (_, code, situation) => refuses(code, situation))

test.each<[string, Situation]>([
  ['typ JWT', { header: { typ: 'JWT' } }],
  ['typ application/jwt', { header: { typ: 'application/jwt' } }],
  ['azp equal to our client', { claims: { azp: clientId } }],
  ['an audience list of us alone', { claims: { aud: [clientId] } }],
  ['no nbf', { claims: { nbf: undefined } }],
  [
    'clocks 30 seconds apart, ours ahead',
    { claims: { iat: openedAt - 30, nbf: openedAt - 30, auth_time: openedAt - 30 } },
  ],
  [
    'clocks 30 seconds apart, ours behind',
    { claims: { iat: openedAt + 51, nbf: openedAt + 51, auth_time: openedAt + 51 } },
  ],
  ['exp passed within the tolerance', { expected: { now: new Date((openedAt + 349) * 1000) } }],
  ['the expected person, in full', { expected: { actor: bsn('999990019'), onBehalfOf: null } }],
  ['the expected name, in full', { expected: { name: { given: 'Anna', family: 'de Wit' } } }],
  [
    'no name, though one was committed to',
    { claims: { given_name: undefined, family_name: undefined }, expected: { name: { given: null, family: 'X' } } },
  ],
  ['an at_hash while the access token is unknown', { claims: { at_hash: 'x' } }],
])('a token with %s is accepted', async (_, situation) => {
  await expect(verify(situation)).resolves.toMatchObject({ assurance: 'substantial' })
})

test('the right at_hash is accepted', async () => {
  const half = createHash('sha256').update('access').digest().subarray(0, 16).toString('base64url')
  await expect(verify({ claims: { at_hash: half }, expected: { accessToken: 'access' } })).resolves.toBeDefined()
})

test('person and name may be held against salted hashes, as the commitment has them', async () => {
  const salt = random32()
  const digest = (value: string) => ({ salt, sha256: saltedSha256(salt, value) })
  const actor = digest(canonicalSubject(bsn('999990019')))
  const name = digest(canonicalName({ given: 'Anna', family: 'de Wit' }))
  await expect(verify({ expected: { actor, name } })).resolves.toBeDefined()
  await refuses('ERR_ACTOR_MISMATCH', { expected: { actor: digest(canonicalSubject(bsn('999990032'))) } })
  await refuses('ERR_NAME_MISMATCH', { expected: { name: digest(canonicalName({ given: null, family: 'de Wit' })) } })
})

test('a mandate must be exactly the committed one: party, service and presence', async () => {
  const profile: IdentityProviderProfile = {
    ...digidProfile,
    representation: {
      kind: 'voluntary',
      represented: [{ path: ['urn:nl-eid-gdi:1.0:LegalSubjectID'], type: 'bsn', sectorCode: 'optional' }],
      service: ['urn:nl-eid-gdi:1.0:ServiceUUID'],
    },
  }
  const claims = { 'urn:nl-eid-gdi:1.0:LegalSubjectID': '999990032', 'urn:nl-eid-gdi:1.0:ServiceUUID': 'care' }
  const committed = { mandate: 'voluntary', subject: bsn('999990032'), service: 'care' } as const
  await expect(verify({ claims, expected: { profile, onBehalfOf: committed } })).resolves.toBeDefined()
  for (const onBehalfOf of [null, { ...committed, service: 'money' }, { ...committed, subject: bsn('999990044') }]) {
    await refuses('ERR_REPRESENTATION_MISMATCH', { claims, expected: { profile, onBehalfOf } })
  }
})

const withToken = async (token: string, code: string, expected: Partial<ExpectedIdToken> = {}) =>
  expect(verifyIdToken({ ...expectation(token, [key.jwk], nonce), ...expected })).rejects.toMatchObject({ code })

const payload = () => JSON.stringify(annasClaims(nonce))

test('alg none is refused, with and without kid, also when spelled otherwise', async () => {
  for (const alg of ['none', 'None', 'NONE', '']) {
    await withToken(`${b64({ alg, kid: 'op-1' })}.${b64(payload())}.`, 'ERR_ID_TOKEN_ALGORITHM')
    await withToken(`${b64({ alg })}.${b64(payload())}.`, 'ERR_ID_TOKEN_ALGORITHM')
  }
})

test("HS256 with the issuer's public key as secret is refused", async () => {
  const secret = new TextEncoder().encode(JSON.stringify(key.jwk))
  const token = await new SignJWT(annasClaims(nonce)).setProtectedHeader({ alg: 'HS256', kid: 'op-1' }).sign(secret)
  await withToken(token, 'ERR_ID_TOKEN_ALGORITHM')
})

test('an honest algorithm that is not the pinned one is refused', async () => {
  const rsa = await rsaKey('op-1')
  const token = await signRaw(rsa, { alg: 'RS256', kid: 'op-1' }, payload())
  await withToken(token, 'ERR_ID_TOKEN_ALGORITHM', { jwks: { keys: [rsa.jwk] } })
  const pinned = expectation(token, [rsa.jwk], nonce)
  await expect(verifyIdToken({ ...pinned, algorithms: ['RS256'] })).resolves.toBeDefined()
})

test('HS256 and none cannot be pinned, not even by mistake', async () => {
  const token = `${b64({ alg: 'none' })}.${b64(payload())}.`
  await withToken(token, 'ERR_ID_TOKEN_ALGORITHM', { algorithms: ['none'] as unknown as ['ES256'] })
})

test('a forged signature is refused', async () => {
  const token = await signRaw(key, { kid: 'op-1' }, payload())
  const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url')
  signature[5] = (signature[5] ?? 0) ^ 1
  await withToken(
    [...token.split('.').slice(0, 2), signature.toString('base64url')].join('.'),
    'ERR_ID_TOKEN_SIGNATURE',
  )
})

test('a payload exchanged under an honest signature is refused', async () => {
  const [header, , signature] = (await signRaw(key, { kid: 'op-1' }, payload())).split('.')
  const changed = b64({ ...annasClaims(nonce), bsn: '999990032' })
  await withToken(`${header}.${changed}.${signature}`, 'ERR_ID_TOKEN_SIGNATURE')
})

test('another key under a known kid is refused', async () => {
  await withToken(await signRaw(other, { kid: 'op-1' }, payload()), 'ERR_ID_TOKEN_SIGNATURE')
})

test('an unknown kid has its own code, so that the caller may fetch the keys once more', async () => {
  await withToken(await signRaw(key, { kid: 'op-2' }, payload()), 'ERR_ID_TOKEN_KID_UNKNOWN')
  await withToken(await signRaw(key, { kid: 7 }, payload()), 'ERR_ID_TOKEN_KID_UNKNOWN')
})

test("a forger's key in the token's own header is not looked at", async () => {
  await withToken(await signRaw(other, { jwk: other.jwk, kid: 'op-1' }, payload()), 'ERR_ID_TOKEN_EMBEDDED_KEY')
})

test('without kid the only suitable key is used, and more than one is refused', async () => {
  const token = await signRaw(key, {}, payload())
  await expect(verifyIdToken(expectation(token, [key.jwk], nonce))).resolves.toBeDefined()
  const rsa = await rsaKey('rsa')
  await expect(verifyIdToken(expectation(token, [rsa.jwk, key.jwk], nonce))).resolves.toBeDefined()
  await withToken(token, 'ERR_ID_TOKEN_KID_MISSING', { jwks: { keys: [key.jwk, { ...other.jwk, kid: 'op-2' }] } })
  await withToken(token, 'ERR_ID_TOKEN_KID_MISSING', { jwks: { keys: [] } })
})

test.each<[string, object]>([
  ['encryption', { use: 'enc' }],
  ['another algorithm', { alg: 'ES384' }],
  ['another key type', { kty: 'RSA' }],
  ['another curve', { crv: 'P-384' }],
  ['signing only', { key_ops: ['sign'] }],
])('a key meant for %s does not verify', async (_, change) => {
  const token = await signRaw(key, { kid: 'op-1' }, payload())
  await withToken(token, 'ERR_ID_TOKEN_KEY_UNSUITABLE', { jwks: { keys: [{ ...key.jwk, ...change }] } })
})

test('two keys of one kid are refused before either is tried', async () => {
  const token = await signRaw(key, { kid: 'op-1' }, payload())
  await withToken(token, 'ERR_JWKS_KID_DUPLICATE', { jwks: { keys: [key.jwk, other.jwk] } })
})

test('an RSA key of 1024 bits is refused', async () => {
  const short = await rsaKey('op-1', 1024)
  const signingInput = `${b64({ alg: 'RS256', kid: 'op-1' })}.${b64(payload())}`
  const { createSign } = await import('node:crypto')
  const signature = createSign('RSA-SHA256').update(signingInput).sign(short.privateKey).toString('base64url')
  await withToken(`${signingInput}.${signature}`, 'ERR_JWKS_INVALID', {
    jwks: { keys: [short.jwk] },
    algorithms: ['RS256'],
  })
})

test('a key that is not on its curve is refused', async () => {
  const token = await signRaw(key, { kid: 'op-1' }, payload())
  await withToken(token, 'ERR_JWKS_INVALID', { jwks: { keys: [{ ...key.jwk, x: random32() }] } })
})

test('crit is refused, known or unknown', async () => {
  const signature = (await signRaw(key, { kid: 'op-1' }, payload())).split('.')[2]
  for (const crit of [['exp'], ['b64'], []]) {
    const header = { alg: 'ES256', kid: 'op-1', crit, b64: true, exp: 1 }
    await withToken(`${b64(header)}.${b64(payload())}.${signature}`, 'ERR_ID_TOKEN_CRITICAL_HEADER')
  }
})

test('a claim that stands twice is refused, though its signature is honest', async () => {
  const twice = payload().replace('{', '{"bsn":"999990032",')
  await withToken(await signRaw(key, { kid: 'op-1' }, twice), 'ERR_ID_TOKEN_DUPLICATE_MEMBER')
  const hidden = payload().replace('{', '{"\\u0062sn":"999990032",')
  await withToken(await signRaw(key, { kid: 'op-1' }, hidden), 'ERR_ID_TOKEN_DUPLICATE_MEMBER')
})

test('a header member that stands twice is refused', async () => {
  const header = b64('{"alg":"none","alg":"ES256","kid":"op-1"}')
  await withToken(`${header}.${b64(payload())}.AAAA`, 'ERR_ID_TOKEN_DUPLICATE_MEMBER')
})

test.each<[string, string]>([
  ['empty text', ''],
  ['two parts', 'e30.e30'],
  ['four parts', 'e30.e30.e30.e30'],
  ['padding', 'e30=.e30.AAAA'],
  ['characters outside base64url', 'e3+0.e30.AAAA'],
  ['bits that say nothing', 'e31.e30.AAAA'],
  ['a header that is no JSON', `${b64('{')}.e30.AAAA`],
  ['a header that is a list', `${b64('[]')}.e30.AAAA`],
  ['a header that is null', `${b64('null')}.e30.AAAA`],
])('a token that is %s is malformed', (_, token) => withToken(token, 'ERR_ID_TOKEN_MALFORMED'))

test('a signed payload that is no JSON object is malformed', async () => {
  for (const text of ['[]', '"bsn"', '{', '', '{"a":"\u0000"}'])
    await withToken(await signRaw(key, { kid: 'op-1' }, text), 'ERR_ID_TOKEN_MALFORMED')
})

test('a token that is still encrypted is refused: the caller keeps the inner JWS', () =>
  withToken('e30.AAAA.AAAA.AAAA.AAAA', 'ERR_ID_TOKEN_ENCRYPTED'))

test('a token that is too large is not looked at', () =>
  withToken('a'.repeat(limits.idToken + 1), 'ERR_ID_TOKEN_TOO_LARGE'))
