import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from '@jest/globals'
import { parseEvidence } from '@waarmerk/evidence'
import { createSigningClient, type SigningClient } from '@waarmerk/signing-contract'
import { createBrowser } from '../src/driver/browser.ts'
import { signAsCitizen } from '../src/driver/sign-as-citizen.ts'
import { freePorts } from '../src/house/ports.ts'
import { type House, startEverything } from '../src/house/start-everything.ts'
import { createRequest } from '../src/request/create-request.ts'
import { testPerson } from '../src/request/test-person.ts'
import { passportConsent } from '../src/sample/passport-consent.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'
import { encoders, tracesOf } from './traces/encodings.ts'
import { findTraces, type Suspect } from './traces/find-traces.ts'

/** Looks like a citizen service number and is none: stands in the title, so that it must turn up. */
const canary = '999990019'
const anna = testPerson('anna')
const daan = testPerson('daan')
const directory = temporaryDirectory()
const suspects: Suspect[] = []

beforeAll(async () => {
  suspects.push(...(await wholeRun()))
})

/** A citizen who signs, one who is refused, and a back end that makes mistakes; and everything that they leave behind. */
async function wholeRun(): Promise<Suspect[]> {
  const [logs, urls, pages, answers]: [string[], string[], string[], Buffer[]] = [[], [], [], []]
  const stateDirectory = join(directory, 'state')
  const house = await startEverything({
    stateDirectory,
    temporary: true,
    ports: freePorts,
    log: { write: (line) => void logs.push(line) },
  })
  const now = () => new Date()
  const browse = () =>
    createBrowser({
      language: 'nl',
      now,
      asked: (url) => void urls.push(url.href),
      received: (html) => void pages.push(html),
    })
  let rest: Suspect[]
  try {
    const backEnd = listeningTo(house, answers)
    const pdf = await passportConsent()
    const invited = await createRequest(backEnd, { pdf, title: `Besluit ${canary}`, signer: anna })
    const citizen = { invitation: invited.url, patienceMs: 60_000, now }
    await expect(signAsCitizen(browse(), { ...citizen, persona: 'daan' })).rejects.toThrow()
    await signAsCitizen(browse(), { ...citizen, persona: 'anna' })
    rest = await results(backEnd, invited, answers)
    await mistakes(house, answers)
  } finally {
    await house.close()
  }
  return [
    { name: 'log', bytes: Buffer.from(logs.join('')) },
    { name: 'addresses', bytes: Buffer.from(urls.join('\n')) },
    { name: 'pages', bytes: Buffer.from(pages.join('\n')) },
    { name: 'API answers', bytes: Buffer.concat(answers) },
    ...rest,
    ...kept(stateDirectory),
  ]
}

/** The back end's client, with every answer kept as it came. */
function listeningTo({ addresses, backEndCredential }: House, answers: Buffer[]): SigningClient {
  const listening: typeof fetch = async (...call) => {
    const response = await fetch(...call)
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!String(call[0]).includes('form=full')) answers.push(bytes)
    return new Response(bytes, response)
  }
  return createSigningClient({ origin: addresses.signing, key: backEndCredential, fetch: listening })
}

async function results(backEnd: SigningClient, invited: Awaited<ReturnType<typeof createRequest>>, answers: Buffer[]) {
  const { requestId, signerId, documentId } = invited
  const request = (await backEnd.call('readSignatureRequest', { params: { requestId } })).body
  const revision = request.documents[0]?.head.revision ?? 0
  await backEnd.call('readRevision', { params: { documentId, revision } })
  const signed = answers.at(-1) ?? Buffer.alloc(0)
  await backEnd.call('readEvidence', { params: { requestId, signerId }, query: { form: 'redacted' } })
  const full = await backEnd.call('readEvidence', { params: { requestId, signerId }, query: { form: 'full' } })
  const certificates = parseEvidence(full.body).record.certificateChain
  return [
    { name: 'signed PDF', bytes: signed },
    { name: 'certificates', bytes: Buffer.concat(certificates.map((der) => Buffer.from(der, 'base64url'))) },
  ]
}

/** Requests that hold a citizen service number where none may be: the answer must not repeat it. */
async function mistakes({ addresses, backEndCredential }: House, answers: Buffer[]): Promise<void> {
  const number = anna.identifier.value
  const authorization = `Bearer ${backEndCredential}`
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${addresses.signing}/signing/v1${path}`, { headers: { authorization }, ...init })
    expect(response.status).toBeGreaterThanOrEqual(400)
    answers.push(Buffer.from(JSON.stringify([...response.headers])), Buffer.from(await response.arrayBuffer()))
  }
  const json = { authorization, 'content-type': 'application/json' }
  const signers = [{ constraint: { type: 'bsn', value: `${number}0` }, providers: ['digid'] }]
  await ask('/signature-requests', { method: 'POST', headers: json, body: JSON.stringify({ signers }) })
  await ask('/signature-requests', { method: 'POST', headers: json, body: `{"bsn":${number}` })
  await ask(`/signature-requests/${number}`)
  await ask(`/${number}`)
  await ask('/documents', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/pdf' },
    body: `%PDF-1.7 ${number}`,
  })
}

function kept(stateDirectory: string): Suspect[] {
  mkdirSync(stateDirectory, { recursive: true })
  return readdirSync(stateDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: path.slice(stateDirectory.length), bytes: readFileSync(path) }))
}

test('the run left behind what this test is about', () => {
  const names = suspects.map(({ name }) => name)
  for (const part of ['/database/', '/objects/', '/kek/', '/openid-provider/', '/keys.json']) {
    expect(names).toContainEqual(expect.stringContaining(part))
  }
  for (const { name, bytes } of suspects.slice(0, 6)) expect([name, bytes.length > 500]).toEqual([name, true])
})

test.each([anna, daan])('no citizen service number of $id is anywhere, in no encoding', ({ identifier }) => {
  expect(findTraces(suspects, tracesOf(identifier.value))).toEqual([])
})

test('a number that was planted in the title travels with it, and is found', () => {
  const where = new Set(findTraces(suspects, tracesOf(canary)).map((found) => found.where))
  expect(where).toContain('pages')
  expect(where).toContain('API answers')
})

test.each(Object.keys(encoders))('planted in each of these as %s, the number is found in every one', (encoding) => {
  const planted = Buffer.from(encoders[encoding]?.('999991772') ?? '')
  const traces = tracesOf('999991772')
  for (const { name, bytes } of suspects.slice(0, 6)) {
    expect(findTraces([{ name, bytes }], traces)).toEqual([])
    const middle = bytes.length >> 1
    const infected = Buffer.concat([bytes.subarray(0, middle), planted, bytes.subarray(middle)])
    expect(findTraces([{ name, bytes: infected }], traces)).toContainEqual(expect.objectContaining({ where: name }))
  }
})
