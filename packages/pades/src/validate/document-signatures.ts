import { readDigestAlgorithm, readImprintAlgorithm, withoutPadding } from '@waarmerk/cms'
import { CodedError } from '@waarmerk/coded-error'
import {
  createWorkBudget,
  openPdf,
  type PdfDocument,
  type RandomAccess,
  readSecurityStore,
  type SignatureDictionary,
  signatureFields,
} from '@waarmerk/pdf'
import type { Certificate, DigestAlgorithm } from '@waarmerk/pki'
import { type GrowingFile, growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import { PadesError } from '../pades-error.ts'
import { inspectDocumentTimeStamp } from './inspect-document-time-stamp.ts'
import { inspectSignature } from './inspect-signature.ts'
import type { SignatureReport, TimeStampReport } from './signature-report.ts'
import { storedCertificates } from './stored-certificates.ts'

/** How a document is to be looked at. */
export interface DocumentToValidate {
  readonly source: RandomAccess
  readonly password?: string | undefined
  readonly trustAnchors?: readonly Certificate[] | undefined
  readonly timestampTrustAnchors?: readonly Certificate[] | undefined
  /** Gets every byte of the document once, in order; overwritten afterwards. */
  readonly onChunk?: ((chunk: Uint8Array, position: number) => void) | undefined
}

/** Everything that is signed or stamped in a document, in the order in which it was done. */
export interface DocumentSignatures {
  readonly signatures: readonly SignatureReport[]
  readonly timeStamps: readonly TimeStampReport[]
  /** Fields with signatures in a format that is not looked at, such as `adbe.pkcs7.detached`. */
  readonly others: readonly string[]
  /** The document, ready for more revisions without being read again. */
  readonly file: GrowingFile
}

const mostSignatures = 500

/**
 * Validates every PAdES signature and document time stamp of a document, which is read once whatever their number.
 *
 * @throws PadesError ERR_PADES_TOO_MANY_SIGNATURES, ERR_PADES_RANGES_TOO_LONG; PdfError when the file cannot be read
 */
export const documentSignatures = async (document: DocumentToValidate): Promise<DocumentSignatures> => {
  const { source, password, onChunk } = document
  const budget = createWorkBudget()
  const doc = openPdf(source, { password, budget, recover: false })
  const { found, unreadable } = await findSignatures(doc)
  const intermediates = storedCertificates(readSecurityStore(doc))
  const { whole, digests } = await onePass(source, {
    signatures: found.map(({ dictionary, algorithm }) => ({ byteRange: dictionary.byteRange, algorithm })),
    algorithms: ['sha256'],
    onChunk,
  })
  const signatures = unreadable.map(missingSignature)
  const timeStamps: TimeStampReport[] = []
  for (const [index, { field, kind, dictionary }] of found.entries()) {
    const digestOf = async () => digests[index] ?? impossibleRange()
    const options = { ...document, intermediates, field, budget }
    if (kind === 'signature') signatures.push(await inspectSignature(source, dictionary, options, digestOf))
    if (kind === 'time-stamp') timeStamps.push(await inspectDocumentTimeStamp(source, dictionary, options, digestOf))
  }
  const others = found.filter(({ kind }) => kind === 'other').map(({ field }) => field)
  return { signatures, timeStamps, others, file: growingFile({ source, whole, password, doc }) }
}

interface FoundSignature {
  readonly field: string
  readonly kind: 'signature' | 'time-stamp' | 'other'
  readonly dictionary: SignatureDictionary
  readonly algorithm: DigestAlgorithm
}

interface SignedFields {
  readonly found: readonly FoundSignature[]
  /** Names of fields with a value that is no signature. */
  readonly unreadable: readonly string[]
}

/** A field that says it is signed, with what nobody can take for a signature: it must not look as if it were not there. */
const missingSignature = (field: string): SignatureReport => ({
  field,
  valid: false,
  indication: 'TOTAL-FAILED',
  checks: [{ name: 'dictionary', outcome: 'failed', code: 'ERR_PADES_SIGNATURE_MISSING' }],
  coversWholeFile: false,
  bytesAfter: 0,
  level: null,
  dictionary: null,
  signedData: null,
  timestamp: null,
})

const kinds: Readonly<Record<string, FoundSignature['kind']>> = {
  'ETSI.CAdES.detached': 'signature',
  'ETSI.RFC3161': 'time-stamp',
}

const findSignatures = async (doc: PdfDocument): Promise<SignedFields> => {
  const fields = signatureFields(doc).filter(({ signed }) => signed)
  const signed = fields.flatMap(({ name, signature }) =>
    signature === undefined ? [] : [{ field: name, dictionary: signature }],
  )
  const unreadable = fields.filter(({ signature }) => signature === undefined).map(({ name }) => name)
  if (fields.length > mostSignatures) {
    throw new PadesError('ERR_PADES_TOO_MANY_SIGNATURES', 'the document has more signatures than are looked at')
  }
  const found = signed.map(async ({ field, dictionary }) => {
    const kind = kinds[dictionary.subFilter ?? ''] ?? 'other'
    return { field, dictionary, kind, algorithm: await algorithmOf(kind, dictionary) }
  })
  const endOf = ({ dictionary: { byteRange } }: FoundSignature): number => byteRange[2] + byteRange[3]
  return { found: (await Promise.all(found)).sort((a, b) => endOf(a) - endOf(b)), unreadable }
}

/** What cannot be read is reported by its check, whatever digest that is given. */
const algorithmOf = async (kind: FoundSignature['kind'], { contents }: SignatureDictionary) => {
  try {
    if (kind === 'signature') return await readDigestAlgorithm(contents)
    if (kind === 'time-stamp') return await readImprintAlgorithm(withoutPadding(contents))
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
  }
  return 'sha256'
}

const impossibleRange = (): never => {
  throw new PadesError('ERR_PADES_BYTE_RANGE_INVALID', 'the signed ranges do not lie within the file')
}
