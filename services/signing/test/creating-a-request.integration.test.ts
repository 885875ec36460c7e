import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { CallOptions } from '@waarmerk/signing-contract'
import { type House, openHouse } from './house.ts'
import { activeRequest } from './journey.ts'
import { anna } from './lying-op.ts'
import { expectRefusal } from './refusal.ts'
import { smallPdf } from './small-pdf.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

type Body = CallOptions<'createSignatureRequest'>['body']

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

/** A request over a document just uploaded, as a back end creates it. */
const bodyWith = async (changes: Partial<Body> = {}): Promise<Body> => {
  const { body: document } = await house.back.call('uploadDocument', { body: smallPdf('Toestemming') })
  return {
    title: 'Toestemming',
    assurance: 'substantial',
    expiresAt: inDays(1),
    documents: [{ id: document.id, title: 'Toestemming' }],
    signers: [{ constraint: { type: 'bsn', value: anna.bsn }, providers: ['digid'] }],
    ...changes,
  }
}
const create = (body: Body) => house.back.call('createSignatureRequest', { body })

const refusals: readonly [string, Partial<Body>, { code: string; status: number }][] = [
  [
    'for a provider that is not configured',
    { signers: [{ constraint: { type: 'bsn', value: anna.bsn }, providers: ['digid', 'eidas'] }] },
    { code: 'ERR_PROVIDER_NOT_ALLOWED', status: 400 },
  ],
  [
    'for a provider that cannot prove who is meant',
    { signers: [{ constraint: { type: 'opaque', value: 'a-pseudonym' }, providers: ['digid'] }] },
    { code: 'ERR_PROVIDER_NOT_ALLOWED', status: 400 },
  ],
  [
    'for a number that fails the 11-test',
    { signers: [{ constraint: { type: 'bsn', value: '123456789' }, providers: ['digid'] }] },
    { code: 'ERR_CONSTRAINT_INVALID', status: 400 },
  ],
  ['that has ended already', { expiresAt: inDays(-1) }, { code: 'ERR_REQUEST_EXPIRY_INVALID', status: 400 }],
  ['that stays open for years', { expiresAt: inDays(3 * 366) }, { code: 'ERR_REQUEST_EXPIRY_INVALID', status: 400 }],
  [
    'over a document that was never uploaded',
    { documents: [{ id: randomUUID(), title: 'Niets' }] },
    { code: 'ERR_DOCUMENT_UNKNOWN', status: 404 },
  ],
]

test.each(refusals)('a request %s is not created', async (_, changes, refusal) => {
  const body = await bodyWith(changes)
  await expectRefusal(house, () => create(body), refusal)
})

test('a refusal does not repeat the number of the person', async () => {
  const body = await bodyWith({ signers: [{ constraint: { type: 'bsn', value: '123456789' }, providers: ['digid'] }] })
  const refusal = await create(body).catch((error: Error) => error)
  expect(String(refusal)).not.toContain('123456789')
})

test('one document belongs to one request, and a refused second one takes no other document with it', async () => {
  const first = await bodyWith()
  await create(first)
  const second = await bodyWith()
  const both = { ...second, documents: [...second.documents, ...first.documents] }
  await expectRefusal(house, () => create(both), { code: 'ERR_DOCUMENT_IN_USE', status: 409 })
  await expect(create(second)).resolves.toMatchObject({ status: 201 })
})

test('a request that is active is not activated a second time', async () => {
  const { request } = await activeRequest(house)
  const again = () => house.back.call('activateSignatureRequest', { params: { requestId: request.id } })
  await expectRefusal(house, again, { code: 'ERR_REQUEST_STATE', status: 409 })
})

test('two documents, one of which cannot be signed without rewriting it: neither is changed', async () => {
  const readable = await house.back.call('uploadDocument', { body: smallPdf('Leesbaar') })
  // Valid enough to be opened; its page tree leads nowhere.
  const broken = Buffer.from(
    Buffer.from(smallPdf('Kapot')).toString('latin1').replace('/Kids [3 0 R]', '/Kids [9 0 R]'),
  )
  const unreadable = await house.back.call('uploadDocument', { body: new Uint8Array(broken) })
  const documents = [readable, unreadable].map(({ body: { id } }) => ({ id, title: 'Bijlage' }))
  const { body: request } = await create(await bodyWith({ documents }))
  const activate = () => house.back.call('activateSignatureRequest', { params: { requestId: request.id } })
  await expectRefusal(house, activate, { code: 'ERR_PDF_STRUCTURE', status: 400 })
})

test('a request that nobody made is neither read nor activated', async () => {
  const params = { requestId: randomUUID() }
  const refusal = { code: 'ERR_REQUEST_UNKNOWN', status: 404 }
  await expectRefusal(house, () => house.back.call('readSignatureRequest', { params }), refusal)
  await expectRefusal(house, () => house.back.call('activateSignatureRequest', { params }), refusal)
})
