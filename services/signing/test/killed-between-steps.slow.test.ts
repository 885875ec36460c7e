import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyEvidence } from '@waarmerk/evidence'
import { bytesSource } from '@waarmerk/pdf'
import { parsePem } from '@waarmerk/pki'
import { startQtspMock } from '@waarmerk/qtsp-mock'
import { createSigningClient } from '@waarmerk/signing-contract'
import type { ConfigInput, Step } from '../src/index.ts'
import { testConfig } from './house.ts'
import { activeRequest, authorise, identify, nextSecond, open, type ReadyToForward } from './journey.ts'
import { anna, startLyingOp } from './lying-op.ts'

const directory = mkdtempSync(join(tmpdir(), 'waarmerk-killed-'))
const configFile = join(directory, 'config.json')
const keys = { back: randomBytes(32).toString('base64url'), relyingParty: randomBytes(32).toString('base64url') }
let op: Awaited<ReturnType<typeof startLyingOp>>
let tsa: Awaited<ReturnType<typeof startQtspMock>>
let config: ConfigInput
let running: ChildProcess | undefined

beforeAll(async () => {
  op = await startLyingOp()
  tsa = await startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory: join(directory, 'tsa'), environment: 'test' })
  const limits = { redeemingSeconds: 1, leaseSeconds: 1, attemptsPerHour: 100, waitMilliseconds: 2000 }
  const { timestampUrl, caCertificatePem: timestampAnchors } = tsa
  config = await testConfig({ directory, issuer: op.issuer, timestampUrl, timestampAnchors, keys, limits })
  const url = process.env['TEST_DATABASE_URL']
  if (url) config.database = { provider: 'postgres', url, schema: `killed_${randomBytes(6).toString('hex')}` }
  writeFileSync(configFile, JSON.stringify(config))
})
afterAll(async () => {
  await stop()
  await tsa.close()
  await op.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Starts the service as a process; it dies at the given step. */
const start = async (dieAt?: Step) => {
  const script = new URL('service-process.ts', import.meta.url).pathname
  const flags = ['--conditions=@waarmerk/source', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...flags, script, configFile, dieAt ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = child
  const [origin] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const clientOf = (key: string) => createSigningClient({ origin, key, fetch })
  return { op, tsa, back: clientOf(keys.back), citizen: clientOf(keys.relyingParty) }
}

const stop = async (): Promise<void> => {
  if (running === undefined || running.exitCode !== null || running.signalCode !== null) return
  running.kill('SIGKILL')
  await once(running, 'exit')
}

type Client = Awaited<ReturnType<typeof start>>
const asHouse = (client: Client) => client as unknown as Parameters<typeof open>[0]

/** What the page does: look at the transaction until it has ended. */
const ended = async ({ citizen }: Client, { request, identified, transaction }: ReadyToForward) => {
  for (;;) {
    const params = { ...request.params, transactionId: transaction.id }
    const { body } = await citizen.call('readTransaction', { params, session: identified.session })
    if (body.status === 'signed' || body.status === 'failed') return body
    await wait(200)
  }
}

const steps: readonly Step[] = [
  'objects-prepared',
  'intent-stored',
  'request-pushed',
  'redeeming',
  'code-redeemed',
  'authorised',
  'certificate-stored',
  'signed',
  'objects-written',
  'committed',
]

test.each(steps)('killed at "%s": no signature, or one complete signature with its evidence', async (step) => {
  const first = await start(step)
  const request = await activeRequest(asHouse(first))
  const identified = await identify(asHouse(first), request)
  const journey = async (client: Client): Promise<ReadyToForward> => {
    const ready = { request, identified, transaction: await open(asHouse(client), request, identified), person: anna }
    await nextSecond()
    return ready
  }
  const begun: { ready?: ReadyToForward } = {}
  const attempt = async () => {
    begun.ready = await journey(first)
    await authorise(asHouse(first), begun.ready)
  }
  await expect(attempt()).rejects.toMatchObject({ code: 'ERR_SIGNING_API_UNREACHABLE' })
  if (running?.signalCode === null) await once(running, 'exit')
  expect(running?.signalCode).toBe('SIGKILL')

  const second = await start()
  const outcome = begun.ready ? await ended(second, begun.ready) : null
  if (outcome?.status !== 'signed') {
    if (outcome) expect(outcome.failure?.code).toBe('ERR_AUTHORISATION_LOST')
    const again = await journey(second)
    await authorise(asHouse(second), again)
    expect(await ended(second, again)).toMatchObject({ status: 'signed' })
  }
  await expectOneSignature(second, request)
  await stop()
})

const expectOneSignature = async ({ back }: Client, { params }: ReadyToForward['request']): Promise<void> => {
  const { body: request } = await back.call('readSignatureRequest', { params: { requestId: params.requestId } })
  expect(request).toMatchObject({ status: 'completed', signers: [{ status: 'signed' }] })
  const [document] = request.documents
  // 0 as uploaded, 1 with the field, 2 with the signature: never two.
  expect(document?.head.revision).toBe(2)
  const { body } = await back.call('readRevision', { params: { documentId: document?.id ?? '', revision: 2 } })
  const pdf = bytesSource(new Uint8Array(await body.arrayBuffer()))
  const { body: evidence } = await back.call('readEvidence', { params, query: { form: 'full' } })
  const trustAnchors = [...parsePem(config.signerTrustAnchors), ...parsePem(config.timestamping.trustAnchors)]
  const report = await verifyEvidence({ pdf, evidence, opJwks: op.jwks(), trustAnchors })
  expect(report.verdict).toBe('VERIFIED')
}
