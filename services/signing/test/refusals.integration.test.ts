import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import { firstBrokenEvent } from '../src/audit/verify-chain.ts'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, forward, identify, open, type Ready, readyToSign } from './journey.ts'
import { anna, daan, type TokenPlan } from './lying-op.ts'
import { snapshot } from './snapshot.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** The attempt is refused with its own code, leaves nothing behind, and is exactly one event more. */
const refused = async (attempt: () => Promise<unknown>, code: string): Promise<void> => {
  const before = await snapshot(house)
  await expect(attempt()).rejects.toMatchObject({ code })
  const after = await snapshot(house)
  expect(after.left).toEqual(before.left)
  expect(after.events).toBe(before.events + 1)
  const last = await house.db.selectFrom('event').select('code').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  expect(last?.code).toBe(code)
}

const seconds = () => Math.floor(Date.now() / 1000)
const { privateKey: strangersKey } = await generateKeyPair('ES256')
const publishedBytes = async () => new TextEncoder().encode(JSON.stringify(house.op.published))

const lies: readonly [string, (ready: Ready) => TokenPlan | Promise<TokenPlan>, string][] = [
  ['signed by a wrong key under a known kid', () => ({ key: strangersKey }), 'ERR_ID_TOKEN_SIGNATURE'],
  ['with a kid nobody published', () => ({ header: { kid: 'op-9' } }), 'ERR_ID_TOKEN_KID_UNKNOWN'],
  ['with alg none', () => ({ header: { alg: 'none' } }), 'ERR_ID_TOKEN_ALGORITHM'],
  [
    'with HS256 over the public key',
    async () => ({ header: { alg: 'HS256' }, key: await publishedBytes() }),
    'ERR_ID_TOKEN_ALGORITHM',
  ],
  [
    'that brings its own key',
    async () => ({ header: { jwk: await exportJWK(strangersKeyPublic) }, key: strangersKey }),
    'ERR_ID_TOKEN_EMBEDDED_KEY',
  ],
  ['that is a logout token', () => ({ header: { typ: 'logout+jwt' } }), 'ERR_ID_TOKEN_TYPE'],
  ['with an unknown critical header', () => ({ header: { crit: ['b64'], b64: true } }), 'ERR_ID_TOKEN_CRITICAL_HEADER'],
  ['of another issuer', () => ({ claims: { iss: 'https://other.example' } }), 'ERR_ID_TOKEN_ISSUER'],
  ['for another client', () => ({ claims: { aud: 'login' } }), 'ERR_ID_TOKEN_AUDIENCE'],
  ['authorised for another party', () => ({ claims: { azp: 'login' } }), 'ERR_ID_TOKEN_AUTHORISED_PARTY'],
  ['with an empty subject', () => ({ claims: { sub: '' } }), 'ERR_ID_TOKEN_SUBJECT'],
  ['with a nonce of nobody', () => ({ claims: { nonce: 'A'.repeat(43) } }), 'ERR_ID_TOKEN_NONCE'],
  ['without a nonce', () => ({ without: ['nonce'] }), 'ERR_ID_TOKEN_NONCE'],
  ['with the nonce of another document', () => otherNonce(anna), 'ERR_ID_TOKEN_NONCE'],
  ['with the nonce of another signer', () => otherNonce(daan), 'ERR_ID_TOKEN_NONCE'],
  ['that has expired', () => ({ claims: { exp: seconds() - 60 } }), 'ERR_ID_TOKEN_EXPIRED'],
  ['that lives for years', () => ({ claims: { exp: seconds() + 315_360_000 } }), 'ERR_ID_TOKEN_LIFETIME'],
  [
    'issued before the commitment',
    () => ({ claims: { iat: seconds() - 120, nbf: seconds() - 120 } }),
    'ERR_ID_TOKEN_ISSUED_AT_OLD',
  ],
  ['issued in the future', () => ({ claims: { iat: seconds() + 120 } }), 'ERR_ID_TOKEN_ISSUED_AT_FUTURE'],
  ['without auth_time', () => ({ without: ['auth_time'] }), 'ERR_AUTH_TIME_MISSING'],
  ['with an old auth_time', () => ({ claims: { auth_time: seconds() - 3600 } }), 'ERR_AUTH_TIME_OLD'],
  [
    'with the auth_time of the identification',
    (ready) => ({ claims: { auth_time: ready.identifiedAt } }),
    'ERR_AUTH_TIME_NOT_LATER',
  ],
  ['with an auth_time in the future', () => ({ claims: { auth_time: seconds() + 120 } }), 'ERR_AUTH_TIME_FUTURE'],
  [
    'with a level too low',
    () => ({ claims: { acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract' } }),
    'ERR_ACR_INSUFFICIENT',
  ],
  ['without a level', () => ({ without: ['acr'] }), 'ERR_ACR_MISSING'],
  ['with an unknown level', () => ({ claims: { acr: 'urn:example:very-high' } }), 'ERR_ACR_UNKNOWN'],
  ['of another person', () => ({ claims: { ...daan } }), 'ERR_ACTOR_MISMATCH'],
  ['with another name', () => ({ claims: { family_name: 'Bakker' } }), 'ERR_NAME_MISMATCH'],
  [
    'of someone who acts for another',
    () => ({ claims: { represents: { sub: 'x', iss: 'y' } } }),
    'ERR_CLAIMS_REPRESENTATION_UNEXPECTED',
  ],
]
const { publicKey: strangersKeyPublic } = await generateKeyPair('ES256', { extractable: true })

const otherNonce = async (person: typeof anna): Promise<TokenPlan> => {
  const other = await readyToSign(house, person)
  const { request } = house.op.consent(other.transaction.authorizationUrl, person)
  return { claims: { nonce: request.get('nonce') } }
}

test.each(lies)('an ID token %s does not sign', async (_, plan, code) => {
  const ready = await readyToSign(house)
  const answer = await plan(ready)
  await refused(() => authorise(house, ready, answer), code)
  const row = await house.db
    .selectFrom('signing_transaction')
    .select(['status', 'wrapped_key'])
    .where('id', '=', ready.transaction.id)
    .executeTakeFirst()
  expect(row).toEqual({ status: 'failed', wrapped_key: null })
})

test('a login for identification does not stand in for the second login', async () => {
  const ready = await readyToSign(house)
  const again = await identify(house, ready.request)
  const authTime = JSON.parse(Buffer.from(again.idToken.split('.')[1] ?? '', 'base64url').toString()).auth_time
  await refused(() => authorise(house, ready, { claims: { auth_time: authTime } }), 'ERR_AUTH_TIME_NOT_LATER')
})

test('a replayed token does not sign a second time', async () => {
  const first = await readyToSign(house)
  const jti = 'the-same-jti'
  await authorise(house, first, { claims: { jti } })
  const second = await readyToSign(house)
  await refused(() => authorise(house, second, { claims: { jti } }), 'ERR_TOKEN_REPLAYED')
})

test('a second authorisation with another code is refused', async () => {
  const ready = await readyToSign(house)
  const other = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  await authorise(house, ready)
  await refused(() => forward(house, ready, other.parameters), 'ERR_ALREADY_AUTHORISED')
})

test('a code that the provider refuses closes the transaction', async () => {
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const forged = parameters.map(({ name, value }) => ({ name, value: name === 'code' ? 'made-up' : value }))
  await refused(() => forward(house, ready, forged), 'ERR_CODE_REFUSED')
})

test('a callback with another state leaves the transaction open for the right one', async () => {
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const forged = parameters.map(({ name, value }) => ({ name, value: name === 'state' ? 'x' : value }))
  await refused(() => forward(house, ready, forged), 'ERR_STATE_MISMATCH')
  await expect(forward(house, ready, parameters)).resolves.toMatchObject({ body: { status: 'signed' } })
})

test('who cancels at the provider has signed nothing', async () => {
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const cancelled = [...parameters.filter(({ name }) => name !== 'code'), { name: 'error', value: 'access_denied' }]
  await refused(() => forward(house, ready, cancelled), 'ERR_AUTHORISATION_CANCELLED')
})

test.each([
  ['no JSON', { raw: { status: 200, type: 'application/json', body: '{' } }, 'ERR_OP_ANSWER'],
  ['a page', { raw: { status: 200, type: 'text/html', body: '<html>' } }, 'ERR_OP_ANSWER'],
  ['a redirect', { raw: { status: 302, type: 'text/plain', body: '' } }, 'ERR_OP_ANSWER'],
  ['500', { raw: { status: 500, type: 'text/plain', body: '' } }, 'ERR_OP_ANSWER'],
  [
    'no ID token',
    { raw: { status: 200, type: 'application/json', body: '{"access_token":"x","token_type":"Bearer"}' } },
    'ERR_OP_ANSWER',
  ],
  [
    'that it is temporarily unavailable',
    { raw: { status: 400, type: 'application/json', body: '{"error":"temporarily_unavailable"}' } },
    'ERR_AUTHORISATION_REFUSED',
  ],
  ['nothing, and breaks off', { reset: true }, 'ERR_OP_ANSWER'],
] as const)('a token endpoint that answers %s closes the transaction', async (_, answer, code) => {
  const ready = await readyToSign(house)
  await refused(() => authorise(house, ready, answer), code)
})

test('a provider that cannot be reached leaves the transaction open, and the same code signs later', async () => {
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  house.op.setDown(true)
  await refused(() => forward(house, ready, parameters), 'ERR_OP_UNREACHABLE')
  house.op.setDown(false)
  await expect(forward(house, ready, parameters)).resolves.toMatchObject({ body: { status: 'signed' } })
})

test('a document that moved after it was shown must be read again', async () => {
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const [document] = identified.signer.documents
  const older = {
    ...identified,
    signer: { ...identified.signer, documents: [{ ...document, head: { ...document?.head, revision: 0 } }] },
  }
  await refused(() => open(house, request, older as typeof identified), 'ERR_HEAD_MOVED')
})

test('the relying party cannot upload, create or activate', async () => {
  const { citizen } = house
  const { request } = await activeRequest(house)
  await refused(() => citizen.call('uploadDocument', { body: new Uint8Array([1]) }), 'ERR_SCOPE_INSUFFICIENT')
  const params = { requestId: request.id }
  const body = {
    title: 'Verzonnen',
    assurance: 'low' as const,
    expiresAt: request.expiresAt,
    documents: request.documents.map(({ id, title }) => ({ id, title })),
    signers: [{ constraint: { type: 'bsn' as const, value: daan.bsn }, providers: ['digid'] }],
  }
  await refused(() => citizen.call('createSignatureRequest', { body }), 'ERR_SCOPE_INSUFFICIENT')
  await refused(() => citizen.call('activateSignatureRequest', { params }), 'ERR_SCOPE_INSUFFICIENT')
  await refused(() => citizen.call('readSignatureRequest', { params }), 'ERR_SCOPE_INSUFFICIENT')
})

test('a stranger at the first login sees nothing', async () => {
  const request = await activeRequest(house)
  await refused(() => identify(house, request, daan), 'ERR_SIGNER_MISMATCH')
})

test('after all that the audit chain is whole; a changed event breaks it, and so do events cut off at the end', async () => {
  const { db } = house
  expect(await firstBrokenEvent(db)).toBeNull()
  const fourth = db.selectFrom('event').select(['seq', 'type']).orderBy('seq').offset(3).limit(1)
  const { seq, type } = await fourth.executeTakeFirstOrThrow()
  await db.updateTable('event').set({ type: 'signer.signed' }).where('seq', '=', seq).execute()
  expect(await firstBrokenEvent(db)).toBe(seq)
  await db.updateTable('event').set({ type }).where('seq', '=', seq).execute()
  const last = db.selectFrom('event').select('seq').orderBy('seq', 'desc').limit(1)
  await db.deleteFrom('event').where('seq', '=', last).execute()
  expect(await firstBrokenEvent(db)).toBe('end')
})
