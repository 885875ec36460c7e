import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, forward, identify, open, readyToSign } from './journey.ts'
import { anna, daan } from './lying-op.ts'
import { expectRefusal } from './refusal.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const somebodyElse = async () => {
  const request = await activeRequest(house, { person: daan })
  return { request, identified: await identify(house, request, daan) }
}

test('a login begins only for a signer of the request', async () => {
  const { params } = await activeRequest(house)
  const begin = (changes: Partial<typeof params>) =>
    house.citizen.call('openIdentification', { params: { ...params, ...changes }, body: { provider: 'digid' } })
  await expectRefusal(house, () => begin({ requestId: randomUUID() }), { code: 'ERR_REQUEST_UNKNOWN', status: 404 })
  await expectRefusal(house, () => begin({ signerId: randomUUID() }), { code: 'ERR_SIGNER_UNKNOWN', status: 404 })
  const { params: other } = await activeRequest(house)
  await expectRefusal(house, () => begin({ signerId: other.signerId }), { code: 'ERR_SIGNER_UNKNOWN', status: 404 })
})

test('a login begins only at a provider that the request allows', async () => {
  const { params } = await activeRequest(house)
  const begin = () => house.citizen.call('openIdentification', { params, body: { provider: 'eidas' } })
  await expectRefusal(house, begin, { code: 'ERR_PROVIDER_NOT_ALLOWED', status: 400 })
})

test('a login begins only when the request is active', async () => {
  const { request, params } = await activeRequest(house)
  await house.db.updateTable('signature_request').set({ status: 'cancelled' }).where('id', '=', request.id).execute()
  const begin = () => house.citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  await expectRefusal(house, begin, { code: 'ERR_REQUEST_STATE', status: 409 })
})

test('a token for an identification that was never opened, or of another signer, identifies nobody', async () => {
  const { params } = await activeRequest(house)
  const other = await activeRequest(house)
  const { body: opened } = await house.citizen.call('openIdentification', {
    params: other.params,
    body: { provider: 'digid' },
  })
  const idToken = await house.op.mint('login', opened.nonce, anna)
  const complete = (identificationId: string) =>
    house.citizen.call('completeIdentification', { params: { ...params, identificationId }, body: { idToken } })
  const refusal = { code: 'ERR_IDENTIFICATION_UNKNOWN', status: 404 }
  await expectRefusal(house, () => complete(randomUUID()), refusal)
  await expectRefusal(house, () => complete(opened.id), refusal)
})

test('an identification is used once: after it succeeded, and after it was refused', async () => {
  const request = await activeRequest(house)
  const { opened, idToken } = await identify(house, request)
  const complete = (identificationId: string, token: string) =>
    house.citizen.call('completeIdentification', {
      params: { ...request.params, identificationId },
      body: { idToken: token },
    })
  const refusal = { code: 'ERR_IDENTIFICATION_CLOSED', status: 409 }
  await expectRefusal(house, () => complete(opened.id, idToken), refusal)
  const { body: second } = await house.citizen.call('openIdentification', {
    params: request.params,
    body: { provider: 'digid' },
  })
  const wrong = await house.op.mint('login', 'A'.repeat(43), anna)
  const right = await house.op.mint('login', second.nonce, anna)
  await expectRefusal(house, () => complete(second.id, wrong), { code: 'ERR_ID_TOKEN_NONCE', status: 400, events: 1 })
  await expectRefusal(house, () => complete(second.id, right), refusal)
})

test('without a session, with an invented one or with somebody else’s, a signer sees and does nothing', async () => {
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const { identified: other } = await somebodyElse()
  const { params } = request
  const refusal = { code: 'ERR_SIGNER_SESSION_INVALID', status: 401 }
  await expectRefusal(house, () => house.citizen.call('readSignerCase', { params }), refusal)
  for (const session of ['invented', other.session]) {
    await expectRefusal(house, () => house.citizen.call('readSignerCase', { params, session }), refusal)
    await expectRefusal(house, () => house.citizen.call('declineToSign', { params, session, body: {} }), refusal)
    await expectRefusal(house, () => open(house, request, { ...identified, session }), refusal)
  }
})

test('a signer reads the documents of the own request, from the revision that was frozen on', async () => {
  const request = await activeRequest(house)
  const { session, signer } = await identify(house, request)
  const { identified: other } = await somebodyElse()
  const read = (documentId: string, revision: number) =>
    house.citizen.call('readRevision', { params: { documentId, revision }, session })
  const own = signer.documents[0]?.id ?? ''
  const { body: shown } = await read(own, 1)
  expect((await shown.arrayBuffer()).byteLength).toBe(signer.documents[0]?.head.size)
  const refusal = { code: 'ERR_DOCUMENT_UNKNOWN', status: 404 }
  await expectRefusal(house, () => read(own, 0), refusal)
  await expectRefusal(house, () => read(own, 2), refusal)
  await expectRefusal(house, () => read(other.signer.documents[0]?.id ?? '', 1), refusal)
  await expectRefusal(house, () => read(randomUUID(), 1), refusal)
})

test('agreeing to another sentence than the one shown opens nothing', async () => {
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const { signer } = identified
  const statements = signer.statements.map((statement) => ({ ...statement, sha256: 'A'.repeat(43) }))
  const act = () => open(house, request, { ...identified, signer: { ...signer, statements } })
  await expectRefusal(house, act, { code: 'ERR_STATEMENT_UNKNOWN', status: 400, events: 1 })
})

test('a transaction of another signer, or of nobody, can be neither read nor authorised', async () => {
  const ready = await readyToSign(house)
  const { request, identified } = await somebodyElse()
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const refusal = { code: 'ERR_TRANSACTION_UNKNOWN', status: 404 }
  for (const transaction of [ready.transaction, { ...ready.transaction, id: randomUUID() }]) {
    const params = { ...request.params, transactionId: transaction.id }
    const { session } = identified
    await expectRefusal(house, () => house.citizen.call('readTransaction', { params, session }), refusal)
    await expectRefusal(house, () => forward(house, { request, identified, transaction }, parameters), refusal)
  }
})

test('before the signature there is no evidence, and of a stranger to the request there never is', async () => {
  const { params } = await activeRequest(house)
  const read = (changes: Partial<typeof params>) =>
    house.back.call('readEvidence', { params: { ...params, ...changes } })
  await expectRefusal(house, () => read({}), { code: 'ERR_EVIDENCE_UNKNOWN', status: 404 })
  await expectRefusal(house, () => read({ signerId: randomUUID() }), { code: 'ERR_SIGNER_UNKNOWN', status: 404 })
  await expectRefusal(house, () => read({ requestId: randomUUID() }), { code: 'ERR_REQUEST_UNKNOWN', status: 404 })
})

test('who has signed neither signs again nor declines, and can still read what was signed', async () => {
  const ready = await readyToSign(house)
  await authorise(house, ready)
  const { request, identified } = ready
  const { params } = request
  const { session } = identified
  const refusal = { code: 'ERR_ALREADY_SIGNED', status: 409 }
  await expectRefusal(house, () => open(house, request, identified), { ...refusal, events: 1 })
  await expectRefusal(house, () => house.citizen.call('declineToSign', { params, session, body: {} }), refusal)
  await expect(house.citizen.call('readSignerCase', { params, session })).resolves.toMatchObject({
    body: { status: 'signed' },
  })
})

test('a signer who was taken off the request cannot log in, sign or decline', async () => {
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const { params } = request
  const { session } = identified
  await house.db.updateTable('signer').set({ status: 'cancelled' }).where('id', '=', params.signerId).execute()
  const refusal = { code: 'ERR_SIGNER_STATE', status: 409 }
  const begin = () => house.citizen.call('openIdentification', { params, body: { provider: 'digid' } })
  await expectRefusal(house, begin, refusal)
  await expectRefusal(house, () => open(house, request, identified), { ...refusal, events: 1 })
  await expectRefusal(house, () => house.citizen.call('declineToSign', { params, session, body: {} }), refusal)
})
