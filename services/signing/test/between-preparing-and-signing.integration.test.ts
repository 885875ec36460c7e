import { afterEach, expect, test } from '@jest/globals'
import { createFileObjectStore } from '@waarmerk/storage'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, identify, open, type Ready, readyToSign } from './journey.ts'
import { snapshot } from './snapshot.ts'

let house: House
afterEach(() => house.close())

const failure = async ({ transaction }: Ready) =>
  house.db
    .selectFrom('signing_transaction')
    .select(['status', 'failure_code', 'wrapped_key'])
    .where('id', '=', transaction.id)
    .executeTakeFirstOrThrow()

/** The login succeeds, yet nothing is signed: one event, the key erased, nothing released. */
const comesToNothing = async (ready: Ready, code: string): Promise<void> => {
  const before = await snapshot(house)
  await authorise(house, ready)
  while ((await failure(ready)).status === 'authorised') await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await failure(ready)).toEqual({ status: 'failed', failure_code: code, wrapped_key: null })
  const after = await snapshot(house)
  expect(after.left).toEqual(before.left)
  expect(after.events).toBe(before.events + 1)
}

test('an overlay appended to what was prepared does not get signed', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const objects = createFileObjectStore(house.objectsDirectory)
  const prepared = await house.db
    .selectFrom('prepared_document')
    .innerJoin('object', 'object.key', 'prepared_document.object_key')
    .select(['object.key', 'object.size'])
    .where('transaction_id', '=', ready.transaction.id)
    .executeTakeFirstOrThrow()
  using handle = await objects.open(prepared.key)
  const overlay = Buffer.from('\n99 0 obj\n<< /Overlay true >>\nendobj\n')
  const forged = await objects.put(Buffer.concat([handle.read(0, handle.size), overlay]))
  await house.db
    .insertInto('object')
    .values({ key: forged.key, size: String(forged.size), sha256: forged.sha256, state: 'pending' })
    .execute()
  await house.db
    .updateTable('prepared_document')
    .set({ object_key: forged.key })
    .where('transaction_id', '=', ready.transaction.id)
    .execute()
  await comesToNothing(ready, 'ERR_PREPARED_CHANGED')
})

test('a revision slipped in under the prepared one does not get signed', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  const objects = createFileObjectStore(house.objectsDirectory)
  const [document] = ready.identified.signer.documents
  const overlay = await objects.put(Buffer.from('\n% overlay\n'))
  const { db } = house
  await db
    .insertInto('object')
    .values({ key: overlay.key, size: String(overlay.size), sha256: overlay.sha256, state: 'live' })
    .execute()
  await db
    .insertInto('revision')
    .values({
      document_id: document?.id ?? '',
      number: 2,
      kind: 'signature',
      object_key: overlay.key,
      size: String((document?.head.size ?? 0) + overlay.size),
      sha256: overlay.sha256,
    })
    .execute()
  await db
    .updateTable('document')
    .set({ head: 2 })
    .where('id', '=', document?.id ?? '')
    .execute()
  await comesToNothing(ready, 'ERR_HEAD_MOVED')
})

test('a stored byte changed on disk does not get signed', async () => {
  house = await openHouse()
  const ready = await readyToSign(house)
  await house.db
    .updateTable('object')
    .set({ sha256: 'A'.repeat(43) })
    .where('state', '=', 'pending')
    .execute()
  await comesToNothing(ready, 'ERR_OBJECT_CORRUPT')
})

test('a time-stamp authority that is down before the login: refused at once, kindly', async () => {
  house = await openHouse()
  house.tsa.setFault('http-503')
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const before = await snapshot(house)
  await expect(open(house, request, identified)).rejects.toMatchObject({ kind: 'upstream', status: 503 })
  const after = await snapshot(house)
  expect(after.left).toEqual(before.left)
  expect(after.events).toBe(before.events + 1)
  house.tsa.setFault(null)
  await expect(open(house, request, identified)).resolves.toMatchObject({ status: 'open' })
})

test('a time-stamp authority that dies after the login: tried until the time is over, then no signature', async () => {
  house = await openHouse({ limits: { transactionSeconds: 3, graceSeconds: 2, waitMilliseconds: 100 } })
  const ready = await readyToSign(house)
  house.tsa.setFault('http-503')
  await comesToNothing(ready, 'ERR_TSA_HTTP_STATUS')
})

test('a time-stamp authority that comes back in time: signed after all, by the background worker', async () => {
  house = await openHouse({ limits: { waitMilliseconds: 100 } })
  const ready = await readyToSign(house)
  house.tsa.setFault('http-503')
  await expect(authorise(house, ready)).resolves.toMatchObject({ status: 202, body: { status: 'authorised' } })
  house.tsa.setFault(null)
  while ((await failure(ready)).status === 'authorised') await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await failure(ready)).toMatchObject({ status: 'signed', wrapped_key: null })
})

test('a transaction whose time is over is closed, whoever notices first', async () => {
  house = await openHouse({ limits: { transactionSeconds: 2, graceSeconds: 1 } })
  const ready = await readyToSign(house)
  await new Promise((resolve) => setTimeout(resolve, 2500))
  const before = house.op.tokenRequests
  await expect(authorise(house, ready)).rejects.toMatchObject({ code: 'ERR_TRANSACTION_EXPIRED' })
  expect(house.op.tokenRequests).toBe(before)
})
