import { afterEach, expect, test } from '@jest/globals'
import type { ConfigInput } from '../src/index.ts'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, forward, identify, nextSecond, open, readyToSign } from './journey.ts'
import { anna } from './lying-op.ts'
import { expectRefusal } from './refusal.ts'
import { restarted } from './restarted.ts'

let house: House
afterEach(() => house.close())

const misconfigured: readonly [string, (house: House) => void][] = [
  ['that publishes no keys', ({ op }) => op.publish({ keys: [] })],
  ['whose metadata names another issuer', ({ op }) => op.tell({ issuer: 'https://other.example' })],
  ['whose keys are on another host', ({ op }) => op.tell({ jwks_uri: 'http://127.0.0.2:1/jwks' })],
  ['without a token endpoint', ({ op }) => op.tell({ token_endpoint: undefined })],
  ['without an endpoint to push to', ({ op }) => op.tell({ pushed_authorization_request_endpoint: undefined })],
]

test.each(misconfigured)('towards a provider %s no transaction opens', async (_, spoil) => {
  house = await openHouse()
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  spoil(house)
  await expect(open(house, request, identified)).rejects.toMatchObject({ code: 'ERR_OP_METADATA', status: 503 })
  expect(await liveTransactions()).toEqual([])
})

test('a provider whose keys are gone leaves the transaction open; the same code signs once they are back', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const keys = house.op.jwks()
  house.op.publish({ keys: [] })
  const act = () => forward(house, ready, parameters)
  await expectRefusal(house, act, { code: 'ERR_OP_METADATA', status: 503, events: 1, retryAfter: 30 })
  house.op.publish(keys)
  await expect(act()).resolves.toMatchObject({ body: { status: 'signed' } })
})

test('a provider that takes the request and says nothing: refused before the login, and the next attempt opens', async () => {
  house = await openHouse({ limits: { outboundSeconds: 1 } })
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  house.op.answerLate('/par', 5000)
  await expect(open(house, request, identified)).rejects.toMatchObject({ code: 'ERR_OP_TIMEOUT', status: 503 })
  expect(await liveTransactions()).toEqual([])
  house.op.answerLate('/par', 0)
  await expect(open(house, request, identified)).resolves.toMatchObject({ status: 'open' })
})

test('a token endpoint that says nothing may have used the code: the transaction is over', async () => {
  house = await openHouse({ limits: { outboundSeconds: 1 } })
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  house.op.answerLate('/token', 5000)
  const act = () => forward(house, ready, parameters)
  await expectRefusal(house, act, { code: 'ERR_OP_TIMEOUT', status: 503, events: 1 })
  house.op.answerLate('/token', 0)
  const asked = house.op.tokenRequests
  await expectRefusal(house, act, { code: 'ERR_OP_TIMEOUT', status: 503 })
  expect(house.op.tokenRequests).toBe(asked)
})

test('a token that comes after its redemption was given up signs nothing', async () => {
  house = await openHouse({ limits: { redeemingSeconds: 1 } })
  const ready = await readyToSign(house)
  house.op.answerLate('/token', 5000)
  const act = () => authorise(house, ready)
  await expectRefusal(house, act, { code: 'ERR_AUTHORISATION_LOST', status: 403, events: 1 })
  expect(await liveTransactions()).toEqual([])
})

test('a provider that gives no name identifies nobody', async () => {
  house = await openHouse()
  const request = await activeRequest(house)
  const act = () => identify(house, request, anna, { without: ['given_name', 'family_name'] })
  await expectRefusal(house, act, { code: 'ERR_NAME_MISSING', status: 503, events: 1 })
})

const namesFromElsewhere = (config: ConfigInput): ConfigInput => ({
  ...config,
  providers: config.providers.map((provider) => ({
    ...provider,
    profile: { ...provider.profile, name: { source: 'brp' as const } },
  })),
})

test('a name that must come from elsewhere, which nothing provides, opens no transaction', async () => {
  house = await openHouse({ configure: namesFromElsewhere })
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const act = () => open(house, request, identified)
  await expectRefusal(house, act, { code: 'ERR_NAME_MISSING', status: 503, events: 1 })
})

const otherProvider = (config: ConfigInput): ConfigInput => ({
  ...config,
  providers: config.providers.map((provider) => ({ ...provider, profile: { ...provider.profile, id: 'broker' } })),
})

test('a provider that was taken out of the configuration ends what was begun with it', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const { request, identified } = ready
  const { body: opened } = await house.citizen.call('openIdentification', {
    params: request.params,
    body: { provider: 'digid' },
  })
  const idToken = await house.op.mint('login', opened.nonce, anna)
  const later = await restarted(house, otherProvider)
  try {
    const refusal = { code: 'ERR_PROVIDER_NOT_ALLOWED', status: 400 }
    const params = { ...request.params, identificationId: opened.id }
    await expectRefusal(
      house,
      () => later.citizen.call('completeIdentification', { params, body: { idToken } }),
      refusal,
    )
    await expectRefusal(house, () => open(later, request, identified), { ...refusal, events: 1 })
    await nextSecond()
    await expectRefusal(house, () => authorise(later, ready), refusal)
  } finally {
    await later.close()
  }
})

const liveTransactions = () =>
  house.db
    .selectFrom('signing_transaction')
    .select(['id', 'status'])
    .where((row) =>
      row.or([row('status', 'in', ['open', 'redeeming', 'authorised']), row('wrapped_key', 'is not', null)]),
    )
    .execute()
