import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyEvidence } from '@waarmerk/evidence'
import { validateSignature } from '@waarmerk/pades'
import { bytesSource } from '@waarmerk/pdf'
import { parsePem } from '@waarmerk/pki'
import { firstBrokenEvent } from '../src/audit/verify-chain.ts'
import { type House, openHouse } from './house.ts'
import { activeRequest, authorise, forward, identify, nextSecond, open, readyToSign } from './journey.ts'
import { smallPdf } from './small-pdf.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const download = async (id: string, revision: number) => {
  const { body } = await house.back.call('readRevision', { params: { documentId: id, revision } })
  return new Uint8Array(await body.arrayBuffer())
}
const anchors = () => [
  ...parsePem(house.config.signerTrustAnchors),
  ...parsePem(house.config.timestamping.trustAnchors),
]

test('anna signs: one complete signature with its evidence, which a stranger can verify', async () => {
  const ready = await readyToSign(house)
  const { status, body } = await authorise(house, ready)
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'signed', failure: null, receipt: { complete: true } })
  const [document] = body.receipt?.documents ?? []
  const pdf = await download(document?.id ?? '', document?.revision ?? 0)
  const original = await download(document?.id ?? '', 0)
  expect(pdf.subarray(0, original.length)).toEqual(original)

  const { body: evidence } = await house.back.call('readEvidence', {
    params: ready.request.params,
    query: { form: 'full' },
  })
  const report = await verifyEvidence({
    pdf: bytesSource(pdf),
    evidence,
    opJwks: house.op.jwks(),
    trustAnchors: anchors(),
  })
  expect(report.verdict).toBe('VERIFIED')
  expect(await firstBrokenEvent(house.db)).toBeNull()

  const { body: request } = await house.back.call('readSignatureRequest', {
    params: { requestId: ready.request.request.id },
  })
  expect(request).toMatchObject({ status: 'completed', signers: [{ status: 'signed' }] })
})

test('several documents are signed in one act, all or none', async () => {
  const request = await activeRequest(house, {
    documents: [smallPdf('Kind 1'), smallPdf('Kind 2'), smallPdf('Kind 3')],
  })
  const identified = await identify(house, request)
  const transaction = await open(house, request, identified)
  await nextSecond()
  const { anna } = await import('./lying-op.ts')
  const { body } = await authorise(house, { request, identified, transaction, person: anna })
  expect(body.receipt?.documents).toHaveLength(3)
  for (const { id, revision } of body.receipt?.documents ?? []) {
    const pdf = bytesSource(await download(id, revision))
    const { signer } = identified
    expect(signer.documents.map((document) => document.id)).toContain(id)
    const report = await validateSignature(pdf, {
      field: `Waarmerk-${request.params.signerId.slice(0, 8)}`,
      trustAnchors: parsePem(house.config.signerTrustAnchors),
      timestampTrustAnchors: parsePem(house.config.timestamping.trustAnchors),
    })
    expect(report).toMatchObject({ valid: true })
  }
})

test('the same callback again gives the same answer and asks the provider nothing', async () => {
  const ready = await readyToSign(house)
  const { parameters } = house.op.consent(ready.transaction.authorizationUrl, ready.person)
  const first = await forward(house, ready, parameters)
  const asked = house.op.tokenRequests
  const second = await forward(house, ready, parameters)
  expect(second.body).toEqual(first.body)
  expect(house.op.tokenRequests).toBe(asked)
})

test('a new transaction supersedes an open one, whose callback is then refused without redeeming', async () => {
  const ready = await readyToSign(house)
  const newer = { ...ready, transaction: await open(house, ready.request, ready.identified) }
  const asked = house.op.tokenRequests
  await expect(authorise(house, ready)).rejects.toMatchObject({ code: 'ERR_TRANSACTION_SUPERSEDED' })
  expect(house.op.tokenRequests).toBe(asked)
  await nextSecond()
  await expect(authorise(house, newer)).resolves.toMatchObject({ body: { status: 'signed' } })
})

test('who has declined cannot sign, and the request says so', async () => {
  const ready = await readyToSign(house)
  const { params } = ready.request
  const { session } = ready.identified
  const { body } = await house.citizen.call('declineToSign', { params, session, body: { reason: 'Ik twijfel' } })
  expect(body.status).toBe('declined')
  await expect(open(house, ready.request, ready.identified)).rejects.toMatchObject({ code: 'ERR_REQUEST_STATE' })
  const { body: request } = await house.back.call('readSignatureRequest', { params: { requestId: params.requestId } })
  expect(request).toMatchObject({ status: 'declined', signers: [{ status: 'declined' }] })
})

test('before login nothing of the documents is told, and an unknown locator leads nowhere', async () => {
  const { locator, request } = await activeRequest(house)
  const { body } = await house.citizen.call('resolveLocator', { body: { locator } })
  expect(JSON.stringify(body)).not.toContain(request.title)
  expect(JSON.stringify(body)).not.toContain(request.documents[0]?.id)
  await expect(house.citizen.call('resolveLocator', { body: { locator: 'x'.repeat(32) } })).rejects.toMatchObject({
    code: 'ERR_LOCATOR_UNKNOWN',
    status: 404,
  })
})

test('the redacted evidence holds no token, no salt and no name', async () => {
  const ready = await readyToSign(house)
  await authorise(house, ready)
  const { body } = await house.back.call('readEvidence', { params: ready.request.params })
  const record = Buffer.from(String(body['payload']), 'base64url').toString()
  expect(record).toContain('waarmerk/redacted-evidence/1')
  for (const secret of [ready.identified.idToken, 'Anna', ready.person.bsn]) expect(record).not.toContain(secret)
})
