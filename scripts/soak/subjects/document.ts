import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspectDocument, lintBeforeSigning, type Signer, validateSignature } from '@waarmerk/pades'
import {
  appendSecurityStore,
  bytesSource,
  changeRules,
  concatSources,
  openPdf,
  type PdfDocument,
  pageBox,
  pageCount,
  type RandomAccess,
  readSecurityStore,
  signatureFields,
} from '@waarmerk/pdf'
import { byteMutations } from '../mutations/bytes.ts'
import { addEncryption, appendRevision, changeReadingOrder, changeTableRow } from '../mutations/pdf-file.ts'
import { withRightReferences } from '../mutations/pdf-repair.ts'
import { changeStreamData } from '../mutations/pdf-streams.ts'
import {
  addEntry,
  changeNames,
  changeNumbers,
  changeReferences,
  insertTokens,
  moveObjects,
} from '../mutations/pdf-syntax.ts'
import { field, type SoakDocument, signDocument } from './sign-document.ts'
import { p256Signer, repeatableSigner } from './soak-signer.ts'
import { attempt, type Seed, SoakFinding, type Subject } from './subject.ts'

const fixtures = fileURLToPath(new URL('../../../packages/pdf/test/fixtures/', import.meta.url))
/** Larger files would be damaged no better, only slower. */
const mostSeedBytes = 400 * 1024
/** Earlier signatures looked at in one file. */
const mostEarlier = 4
/** Reading a file for all that is done with it may take so many times its size, and this besides. */
const mostTimesRead = 250
const spareBytesRead = 32 * 1024 * 1024

/**
 * A document that somebody uploads: opened, looked at, signed, and the result opened again.
 *
 * @param corpus a folder with more PDFs, searched deeply
 */
export async function documentSubject(corpus: string | undefined): Promise<Subject> {
  const plain = [...pdfsIn(fixtures), ...(corpus === undefined ? [] : pdfsIn(corpus))]
  const signer = p256Signer()
  return {
    name: 'document',
    seeds: [...plain, ...(await signedSeeds(plain.slice(0, 12)))],
    mutations: [
      ...Object.values(byteMutations),
      ...[changeNumbers, changeNumbers, changeNames, addEntry, changeReferences, moveObjects, insertTokens],
      ...[changeTableRow, changeTableRow, changeReadingOrder, appendRevision, addEncryption],
      ...[changeStreamData, changeStreamData],
    ],
    repair: withRightReferences,
    use: (bytes) => useDocument(bytes, signer),
  }
}

function pdfsIn(folder: string): Seed[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf') && statSync(join(folder, name)).size <= mostSeedBytes)
    .sort()
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }))
}

/** The same files with a signature and validation data in them, where we sign them. */
async function signedSeeds(plain: readonly Seed[]): Promise<Seed[]> {
  const signer = repeatableSigner()
  const seeds: Seed[] = []
  for (const { name, bytes } of plain) {
    const signed = await attempt(() => signDocument({ source: bytesSource(bytes) }, signer, 'earlier'))
    if ('code' in signed) continue
    const [certificate] = signer.certificates
    const store = { certificates: certificate === undefined ? [] : [certificate], ocspResponses: [], crls: [] }
    const increment = appendSecurityStore(openPdf(signed.result), store)
    const whole = increment === null ? signed.result : concatSources([signed.result, bytesSource(increment)])
    seeds.push({ name: `signed ${name}`, bytes: Uint8Array.from(whole.read(0, whole.size)) })
  }
  return seeds
}

async function useDocument(bytes: Uint8Array, signer: Signer): Promise<string> {
  const before = sha256(bytes)
  const source = metered(bytesSource(bytes))
  const password = await passwordOf(source)
  const earlier = await look({ source, ...password })
  const signed = await attempt(() => signDocument({ source, ...password }, signer))
  if (sha256(bytes) !== before) throw new SoakFinding('the bytes of the input were changed')
  if ('code' in signed) return signed.code
  await requireGood({ source: signed.result, ...password }, bytes, earlier)
  return 'signed'
}

/** The encrypted fixtures have this owner password; others, if any, are opened with the empty one. */
async function passwordOf(source: RandomAccess): Promise<{ readonly password?: string }> {
  const opened = await attempt(() => openPdf(source))
  return 'code' in opened && opened.code === 'ERR_PDF_PASSWORD' ? { password: 'eigenaar' } : {}
}

/** Everything that is read of a document besides signing. @returns the fields whose signatures are sound */
async function look(document: SoakDocument): Promise<string[]> {
  const opened = await attempt(() => openPdf(document.source, document))
  if ('code' in opened) return []
  const doc = opened.result
  for (const read of [readPages, changeRules, lintBeforeSigning, readSecurityStore]) await attempt(() => void read(doc))
  await attempt(() => inspectDocument(document))
  const fields = await attempt(() => signatureFields(doc).filter(({ signature }) => signature !== null))
  if ('code' in fields) return []
  const sound: string[] = []
  for (const { name } of fields.result.slice(0, mostEarlier)) {
    const validated = await attempt(() => validateSignature(document.source, { ...document, field: name }))
    if ('result' in validated && validated.result.valid) sound.push(name)
  }
  return sound
}

function readPages(doc: PdfDocument): void {
  pageBox(doc, Math.max(1, Math.min(3, pageCount(doc))))
}

async function requireGood(file: SoakDocument, input: Uint8Array, earlier: readonly string[]): Promise<void> {
  const { source } = file
  if (Buffer.compare(source.read(0, input.length), input) !== 0)
    throw new SoakFinding('the input is no prefix of the output')
  const { valid, coversWholeFile, checks } = await validateSignature(source, { ...file, field })
  if (!valid || !coversWholeFile) throw new SoakFinding(`our signature is not sound: ${JSON.stringify(checks)}`)
  for (const name of earlier) {
    const report = await validateSignature(source, { ...file, field: name })
    if (!report.valid) throw new SoakFinding(`an earlier signature was broken: ${JSON.stringify(report.checks)}`)
  }
}

/** The source, which complains when far more is read than there is. */
function metered(source: RandomAccess): RandomAccess {
  const most = source.size * mostTimesRead + spareBytesRead
  let read = 0
  return {
    size: source.size,
    read(position, length) {
      read += length
      if (read > most) throw new SoakFinding(`more than ${most} bytes were read of a file of ${source.size}`)
      return source.read(position, length)
    },
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
