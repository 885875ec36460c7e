import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from '@jest/globals'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, identify, open, readyToSign } from './journey.ts'
import { anna } from './lying-op.ts'
import { expectRefusal } from './refusal.ts'
import { smallPdf } from './small-pdf.ts'
import { snapshot } from './snapshot.ts'

let house: House
afterEach(() => house.close())

/** Brings the end of a request forward to now. */
const letExpire = async (requestId: string): Promise<void> => {
  await house.db
    .updateTable('signature_request')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .where('id', '=', requestId)
    .execute()
}

test('a request that ended before it was activated invites nobody', async () => {
  house = await openHouse()
  const { body: document } = await house.back.call('uploadDocument', { body: smallPdf('Te laat') })
  const { body: request } = await house.back.call('createSignatureRequest', {
    body: {
      title: 'Te laat',
      assurance: 'substantial',
      expiresAt: new Date(Date.now() + 1500).toISOString(),
      documents: [{ id: document.id, title: 'Te laat' }],
      signers: [{ constraint: { type: 'bsn', value: anna.bsn }, providers: ['digid'] }],
    },
  })
  await wait(1600)
  const activate = () => house.back.call('activateSignatureRequest', { params: { requestId: request.id } })
  await expectRefusal(house, activate, { code: 'ERR_REQUEST_EXPIRED', status: 409 })
})

test('after the end of a request the link is dead and nobody logs in, signs or declines', async () => {
  house = await openHouse()
  const request = await activeRequest(house)
  const { params, locator } = request
  const identified = await identify(house, request)
  const { session } = identified
  const { body: opened } = await house.citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  const idToken = await house.op.mint('login', opened.nonce, anna)
  await letExpire(params.requestId)

  const refusal = { code: 'ERR_REQUEST_EXPIRED', status: 409 }
  const { citizen } = house
  await expectRefusal(house, () => citizen.call('resolveLocator', { body: { locator } }), {
    code: 'ERR_LOCATOR_UNKNOWN',
    status: 404,
  })
  const begin = () => citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  await expectRefusal(house, begin, refusal)
  const complete = () =>
    citizen.call('completeIdentification', { params: { ...params, identificationId: opened.id }, body: { idToken } })
  await expectRefusal(house, complete, refusal)
  await expectRefusal(house, () => open(house, request, identified), { ...refusal, events: 1 })
  await expectRefusal(house, () => citizen.call('declineToSign', { params, session, body: {} }), refusal)
  const { body } = await house.back.call('readSignatureRequest', { params: { requestId: params.requestId } })
  expect(body.status).toBe('expired')
})

test('whoever has too little time left to finish is told before the second login', async () => {
  house = await openHouse({ limits: { transactionSeconds: 600, graceSeconds: 120 } })
  const request = await activeRequest(house, { expiresAt: new Date(Date.now() + 300_000) })
  const identified = await identify(house, request)
  const act = () => open(house, request, identified)
  await expectRefusal(house, act, { code: 'ERR_REQUEST_EXPIRED', status: 409, events: 1 })
})

test('a request that ends while somebody signs wins from the signature', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  await letExpire(ready.request.params.requestId)
  const before = await snapshot(house)
  await expect(authorise(house, ready)).resolves.toMatchObject({
    body: { status: 'failed', failure: { code: 'ERR_REQUEST_EXPIRED', kind: 'person' }, receipt: null },
  })
  expect((await snapshot(house)).left.readable).toEqual(before.left.readable)
})

test('a login that took too long identifies nobody', async () => {
  house = await openHouse({ limits: { identificationSeconds: 1 } })
  const { params } = await activeRequest(house)
  const { body: opened } = await house.citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  const idToken = await house.op.mint('login', opened.nonce, anna)
  await wait(1100)
  const complete = () =>
    house.citizen.call('completeIdentification', {
      params: { ...params, identificationId: opened.id },
      body: { idToken },
    })
  await expectRefusal(house, complete, { code: 'ERR_IDENTIFICATION_CLOSED', status: 409 })
})

test('a session that is over opens nothing', async () => {
  house = await openHouse({ limits: { sessionSeconds: 3 } })
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  await wait(3100)
  const refusal = { code: 'ERR_SIGNER_SESSION_INVALID', status: 401 }
  await expectRefusal(house, () => open(house, request, identified), refusal)
})

/** The machine stands still for a while, as a suspended one does. */
const standStill = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

test('a machine that stands still before the commit until the time is over releases nothing', async () => {
  house = await openHouse({
    limits: { transactionSeconds: 3, graceSeconds: 1 },
    passed: (step) => {
      if (step === 'objects-written') standStill(4500)
    },
  })
  const ready = await readyToSign(house)
  const before = await snapshot(house)
  await expect(authorise(house, ready)).resolves.toMatchObject({
    body: { status: 'failed', failure: { code: 'ERR_SIGNING_TIMEOUT', kind: 'upstream' }, receipt: null },
  })
  const after = await snapshot(house)
  expect(after.left).toEqual(before.left)
  const row = await house.db
    .selectFrom('signing_transaction')
    .select('wrapped_key')
    .where('id', '=', ready.transaction.id)
    .executeTakeFirstOrThrow()
  expect(row.wrapped_key).toBeNull()
})
