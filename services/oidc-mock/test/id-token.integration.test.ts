import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { bsnClaim, personas, pseudoIdClaim } from '../src/index.ts'
import { readToken } from './relying-party.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('an ID token verifies with the published key and says what the NL GOV profile requires', async () => {
  const { op, signing, now } = world
  const nonce = randomBytes(32).toString('base64url')
  const response = await signing.redeem(await signing.code('anna', { nonce, max_age: '600' }))
  expect(response.headers.get('cache-control')).toBe('no-store')
  const { id_token, access_token, expires_in } = await readToken(response)

  const keys = createRemoteJWKSet(new URL(`${op.url}/jwks`))
  const checks = { issuer: op.url, audience: 'signing', algorithms: ['ES256'], typ: 'JWT', currentDate: now() }
  const { payload, protectedHeader } = await jwtVerify(id_token, keys, checks)

  const iat = Math.floor(now().getTime() / 1000)
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: op.jwks.keys[0]?.kid })
  expect(payload).toEqual({
    iss: op.url,
    aud: 'signing',
    azp: 'signing',
    sub: expect.stringMatching(/^[\w-]{43}$/),
    nonce,
    jti: expect.stringMatching(/^[\w-]{43}$/),
    iat,
    nbf: iat,
    exp: iat + 300,
    auth_time: iat,
    acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
    at_hash: createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url'),
    given_name: 'Anna',
    family_name: 'de Vries',
    name: 'Anna de Vries',
    bsn: '999994669',
  })
  expect(expires_in).toBe(300)
  const { payload: access } = await jwtVerify(access_token, keys, { ...checks, audience: op.url, typ: 'at+jwt' })
  expect(access).toMatchObject({ client_id: 'signing', sub: payload.sub })
})

test.each(personas.map((persona) => [persona.id, persona] as const))(
  '%s answers with an own acr, name and identifier',
  async (id, { acr, givenName, familyName, identifier }) => {
    const { claims } = await world.signing.claims(id)
    expect(claims).toMatchObject({
      acr,
      given_name: givenName,
      family_name: familyName,
      name: `${givenName} ${familyName}`,
      [identifier.claim]: identifier.value,
    })
    expect(bsnClaim in claims && pseudoIdClaim in claims).toBe(false)
  },
)

test('a sub is stable, differs per client, and is not made from the identifier alone', async () => {
  const { signing, login } = world
  const first = await signing.claims('anna')
  const second = await signing.claims('anna')
  const elsewhere = await login.claims('anna')
  expect(second.claims['sub']).toBe(first.claims['sub'])
  expect(elsewhere.claims['sub']).not.toBe(first.claims['sub'])
  expect(first.claims['sub']).not.toBe(createHash('sha256').update('999994669').digest('base64url'))
})

test('auth_time is given when it was asked for, and only then', async () => {
  const { signing } = world
  const asked = JSON.stringify({ id_token: { auth_time: { essential: true } } })
  const { claims: with_ } = await signing.claims('anna', { claims: asked })
  const { claims: without } = await signing.claims('anna')
  expect(with_['auth_time']).toBe(Math.floor(world.now().getTime() / 1000))
  expect(without).not.toHaveProperty('auth_time')
})

test('a higher level than asked is answered with the level that was really used', async () => {
  const acr = { essential: true, values: ['urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract'] }
  const { claims } = await world.signing.claims('fatima', { claims: JSON.stringify({ id_token: { acr } }) })
  expect(claims['acr']).toBe('urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI')
})

test('a voluntary level that is not reached gives a token with the lower one, for the client to refuse', async () => {
  const acr_values = 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI'
  const { claims } = await world.signing.claims('bram', { acr_values })
  expect(claims['acr']).toBe('urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract')
})
