import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { mkdtemp, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseEvidence } from '@waarmerk/evidence'
import { displayName } from '@waarmerk/identity-assurance'
import type { SigningClient } from '@waarmerk/signing-contract'
import { DevEnvError } from '../dev-env-error.ts'
import { createBrowser } from '../driver/browser.ts'
import { signAsCitizen } from '../driver/sign-as-citizen.ts'
import { freePorts } from '../house/ports.ts'
import { type House, type HouseOptions, startEverything } from '../house/start-everything.ts'
import { backEndOf, createRequest, type Invited } from '../request/create-request.ts'
import { type TestPerson, testPerson } from '../request/test-person.ts'
import { requirePlace, writeResults } from './results.ts'

/** What to sign, as whom, and where the results go (absolute paths). */
export interface OnceOptions extends Pick<HouseOptions, 'progress' | 'log'> {
  readonly pdf: string
  readonly persona: string
  readonly out: string
}

/** What was made: the last line of the command. */
export interface OnceResult {
  readonly requestId: string
  readonly documentId: string
  readonly signedPdf: string
  readonly evidence: string
  readonly opJwks: string
  readonly trustAnchors: string
  /** PAdES profile, as the API gives it. */
  readonly profile: string
  /** What the signature may be called, as the evidence says. */
  readonly level: string
  /** Level of assurance, as the evidence says. */
  readonly assurance: string
  /** Name of the signer, as the evidence says. */
  readonly signerName: string
}

/**
 * The entire flow over real HTTP, in a house of its own on free ports, gone afterwards: upload, request, activation,
 * the citizen's way through the pages, and the results. It checks nothing itself; that is for those who did not make it.
 *
 * @throws CodedError whoever refused, with its own code; then nothing has been written to `out`
 *
 * @example
 * const { signedPdf, evidence } = await once({ pdf: '/tmp/letter.pdf', persona: 'anna', out: '/tmp/out' })
 */
export async function once(options: OnceOptions): Promise<OnceResult> {
  const signer = testPerson(options.persona)
  await requireReadable(options.pdf)
  await requirePlace(options.out)
  const directory = await mkdtemp(join(tmpdir(), 'waarmerk-once-'))
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
  // Also when the program is told to stop half-way: there are keys in it.
  process.once('exit', remove)
  try {
    return await inHouse(directory, options, signer)
  } finally {
    process.off('exit', remove)
    remove()
  }
}

async function inHouse(directory: string, options: OnceOptions, signer: TestPerson): Promise<OnceResult> {
  const { progress = () => {}, log, pdf, out } = options
  const stateDirectory = join(directory, 'state')
  const house = await startEverything({
    stateDirectory,
    temporary: true,
    ports: freePorts,
    progress,
    ...(log && { log }),
  })
  try {
    const backEnd = backEndOf(house)
    const invited = await createRequest(backEnd, {
      pdf: Readable.toWeb(createReadStream(pdf)) as ReadableStream,
      title: titleOf(pdf),
      signer,
    })
    progress('Request                 active')
    await citizenSigns(invited, options)
    progress('Signature               made')
    return await collect(house, backEnd, invited, { directory, pdf, out })
  } finally {
    await house.close()
  }
}

async function citizenSigns({ url }: Invited, { persona }: OnceOptions): Promise<void> {
  const now = () => new Date()
  const browser = createBrowser({ language: 'nl', now })
  await signAsCitizen(browser, { invitation: url, persona, patienceMs: 150_000, now })
}

async function collect(
  house: House,
  backEnd: SigningClient,
  { requestId, documentId, signerId }: Invited,
  at: { directory: string; pdf: string; out: string },
): Promise<OnceResult> {
  const request = (await backEnd.call('readSignatureRequest', { params: { requestId } })).body
  const head = request.documents.find(({ id }) => id === documentId)?.head
  if (head === undefined) throw new TypeError('the request has lost its document')
  const revision = await backEnd.call('readRevision', { params: { documentId, revision: head.revision } })
  const signedPdf = join(at.directory, 'signed.pdf')
  await save(revision.body, signedPdf)
  const evidence = await backEnd.call('readEvidence', { params: { requestId, signerId }, query: { form: 'full' } })
  const { record } = parseEvidence(evidence.body)
  const written = await writeResults(at.out, at.pdf, {
    signedPdf,
    evidence: evidence.body,
    opJwks: house.openIdProviderJwks,
    trustAnchors: house.trustAnchors,
  })
  return {
    requestId,
    documentId,
    ...written,
    profile: request.profile,
    level: record.claim.level,
    assurance: record.assurance,
    signerName: displayName(record.name),
  }
}

async function save({ body }: Response, path: string): Promise<void> {
  if (body === null) throw new TypeError('a revision without bytes')
  await pipeline(Readable.fromWeb(body), createWriteStream(path, { flags: 'wx' }))
}

/** @throws DevEnvError `ERR_DEV_ENV_PDF_UNREADABLE` */
async function requireReadable(path: string): Promise<void> {
  try {
    await using file = await open(path)
    if (!(await file.stat()).isFile()) throw new Error('not a file')
  } catch (cause) {
    throw new DevEnvError('ERR_DEV_ENV_PDF_UNREADABLE', 'the file of --pdf cannot be read', { cause })
  }
}

/** The file's name as a title: 1 to 200 characters, none of them invisible. */
const titleOf = (pdf: string): string =>
  basename(pdf)
    .replace(/\.pdf$/i, '')
    .replaceAll(/\p{C}/gu, '')
    .trim()
    .slice(0, 200) || 'Document'
