import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from '@jest/globals'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, forward, identify, nextSecond, open, type Ready, readyToSign } from './journey.ts'
import { anna } from './lying-op.ts'
import { expectRefusal } from './refusal.ts'

let house: House
afterEach(() => house.close())

const statusOf = async ({ transaction }: Pick<Ready, 'transaction'>) => {
  const { db } = house
  const row = await db
    .selectFrom('signing_transaction')
    .select('status')
    .where('id', '=', transaction.id)
    .executeTakeFirst()
  return row?.status
}
const until = async (status: string, ready: Ready): Promise<void> => {
  while ((await statusOf(ready)) !== status) await wait(50)
}

const lease = async ({ transaction }: Ready, until: Date | null): Promise<void> => {
  await house.db
    .updateTable('signing_transaction')
    .set({ lease_until: until })
    .where('id', '=', transaction.id)
    .execute()
}

/** Neither a new attempt nor declining overtakes a signature that is being made. */
const expectNoOvertaking = async ({ request, identified }: Ready): Promise<void> => {
  const { params } = request
  const { session } = identified
  const refusal = { code: 'ERR_TRANSACTION_IN_PROGRESS', status: 409, retryAfter: 5 }
  await expectRefusal(house, () => open(house, request, identified), { ...refusal, events: 1 })
  await expectRefusal(house, () => house.citizen.call('declineToSign', { params, session, body: {} }), refusal)
}

test('while a code is being redeemed nothing overtakes it, and the same callback again only looks', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const other = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  house.op.answerLate('/token', 3000)
  const first = forward(house, ready, parameters)
  await until('redeeming', ready)
  await expectNoOvertaking(ready)
  await expectRefusal(house, () => forward(house, ready, other.parameters), {
    code: 'ERR_ALREADY_AUTHORISED',
    status: 409,
    events: 1,
  })
  await expect(forward(house, ready, parameters)).resolves.toMatchObject({ status: 202, body: { status: 'redeeming' } })
  await expect(first).resolves.toMatchObject({ status: 200, body: { status: 'signed' } })
  expect(house.op.tokenRequests).toBe(1)
})

test('an authorised signature that waits for its time stamp is not overtaken either', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  house.tsa.setFault('http-503')
  await expect(authorise(house, ready)).resolves.toMatchObject({ status: 202, body: { status: 'authorised' } })
  house.tsa.setFault(null)
  // Another instance is at it.
  await lease(ready, new Date(Date.now() + 3_600_000))
  await expectNoOvertaking(ready)
  await lease(ready, null)
  await until('signed', ready)
})

test('the same callback many times at once redeems once and signs once', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => forward(house, ready, parameters)))
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
  expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['ERR_TRANSACTION_IN_PROGRESS'] : []))
  await until('signed', ready)
  expect(house.op.tokenRequests).toBe(1)
  const { body: request } = await house.back.call('readSignatureRequest', {
    params: { requestId: ready.request.params.requestId },
  })
  expect(request.documents[0]?.head.revision).toBe(2)
})

test('who fails too often waits; who cancels at the provider does not', async () => {
  house = await openHouse({ limits: { attemptsPerHour: 2 } })
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const attempt = async (
    change: (parameters: { name: string; value: string }[]) => { name: string; value: string }[],
  ) => {
    const transaction = await open(house, request, identified)
    const { parameters } = house.op.consent(transaction.authorizationUrl, anna)
    return forward(house, { request, identified, transaction }, change(parameters))
  }
  const cancel = () =>
    attempt((parameters) => [
      ...parameters.filter(({ name }) => name !== 'code'),
      { name: 'error', value: 'access_denied' },
    ])
  const invent = () =>
    attempt((parameters) =>
      parameters.map(({ name, value }) => ({ name, value: name === 'code' ? randomUUID() : value })),
    )
  for (let times = 0; times < 3; times += 1) {
    await expect(cancel()).rejects.toMatchObject({ code: 'ERR_AUTHORISATION_CANCELLED', status: 403 })
  }
  await expect(invent()).rejects.toMatchObject({ code: 'ERR_CODE_REFUSED' })
  await expect(invent()).rejects.toMatchObject({ code: 'ERR_CODE_REFUSED' })
  await expectRefusal(house, () => open(house, request, identified), {
    code: 'ERR_TOO_MANY_ATTEMPTS',
    status: 429,
    retryAfter: 3600,
    events: 1,
  })
  // Another signer is not punished.
  const other = await activeRequest(house)
  const transaction = await open(house, other, await identify(house, other))
  await nextSecond()
  expect(transaction.status).toBe('open')
})
