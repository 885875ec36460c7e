import type { Encryption } from '../crypt/encryption.ts'
import { limits } from '../limits.ts'
import { type RandomAccess, sourceFrom } from '../random-access.ts'
import type { PdfObject, PdfReference } from '../syntax/value.ts'
import type { XrefSections } from './cross-reference.ts'
import { isMisplaced, openView, replacedView } from './file-view.ts'
import { readHeader } from './header.ts'
import type { RecoveredObjects } from './recover.ts'
import { createWorkBudget, meteredSource, type WorkBudget } from './work-budget.ts'
import type { Trailer } from './xref-section.ts'

/**
 * An open PDF. Objects are read from the source when asked for; nothing in them is trusted beyond
 * its syntax, and what a dictionary means is for its reader to check.
 */
export interface PdfDocument {
  /** The whole file, as given. */
  readonly source: RandomAccess
  /** Bytes before the header, from which all offsets in the file count. */
  readonly headerOffset: number
  /** Version in the header, for example `1.7`; the catalog may raise it. */
  readonly headerVersion: string
  /** Kind of the newest cross-reference section; what is appended is of the same kind. */
  readonly xrefKind: 'table' | 'stream'
  /** Offset of the newest cross-reference section; null when the file was recovered. */
  readonly startXref: number | null
  /** First free object number; /Size of what is appended starts here. */
  readonly nextNumber: number
  /** The object of this number was asked for: something that was read names it, whether or not it is there. */
  isNamed(number: number): boolean
  /** The newest trailer. */
  readonly trailer: Trailer
  /** Null when the file is not encrypted. What is read through this document is decrypted. */
  readonly encryption: Encryption | null
  /** The cross-reference is damaged: the objects were found by reading the whole file. */
  readonly recovered: boolean
  /** Those objects: what is appended lists them all. Null when the file was not recovered. */
  readonly recovery: RecoveredObjects | null
  /** What was read of the cross-reference, for {@link OpenOptions.before}. */
  readonly xrefSections: XrefSections
  /**
   * The indirect object, or null when it is free or missing.
   *
   * @throws PdfError ERR_PDF_OBJECT_MISMATCH, ERR_PDF_SYNTAX, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_LARGE,
   * ERR_PDF_TOO_MANY, ERR_PDF_TRUNCATED, ERR_PDF_STREAM_INVALID, ERR_PDF_FILTER_UNSUPPORTED
   */
  object(number: number): PdfObject | null
  /** The object a reference means: null also when the generation is another one (ISO 32000-2 7.3.10). */
  referenced(reference: PdfReference): PdfObject | null
  /**
   * Counts text that is taken out of an object, which may be named from many places but is read once.
   *
   * @throws PdfError ERR_PDF_TOO_LARGE
   */
  spendText(bytes: number): void
  /**
   * Encoded data of a stream object.
   *
   * @throws PdfError ERR_PDF_STREAM_INVALID, ERR_PDF_TOO_LARGE
   */
  streamData(object: PdfObject): Uint8Array
  /**
   * Decoded data of a stream object that has no filter, or FlateDecode.
   *
   * @throws PdfError ERR_PDF_STREAM_INVALID, ERR_PDF_FILTER_UNSUPPORTED, ERR_PDF_TOO_LARGE
   */
  decodedData(object: PdfObject): Uint8Array
}

/** How a file is opened. */
export interface OpenOptions {
  /**
   * Whether a file whose cross-reference is damaged is read whole to find its objects. True when absent.
   * Who judges a signature says false: readers disagree about what such a file shows.
   */
  readonly recover?: boolean
  /** Password of the owner or the user of an encrypted file; when absent, the empty user password. */
  readonly password?: string | undefined
  /**
   * The same file before something was appended to it: what it knows of the cross-reference is not read again, which
   * for a large one saves most of the work and memory of opening.
   */
  readonly before?: PdfDocument | undefined
  /** One bound on the work of opening and reading several revisions of a file; each has its own when absent. */
  readonly budget?: WorkBudget | undefined
}

/**
 * Opens a PDF by its tail: header, `startxref`, cross-reference tables or streams, trailer. The file is
 * read whole only when its cross-reference is damaged, be it found now or when an object is asked for.
 *
 * @throws PdfError ERR_PDF_NOT_PDF, ERR_PDF_XREF_MISSING, ERR_PDF_XREF_INVALID, ERR_PDF_XREF_LOOP,
 * ERR_PDF_PASSWORD, ERR_PDF_ENCRYPTED, ERR_PDF_ENCRYPTION_INVALID, ERR_PDF_TOO_LARGE, ERR_PDF_TOO_MANY and the codes of reading an object
 *
 * @example
 * const doc = openPdf(bytesSource(await readFile('brief.pdf')))
 * pageCount(doc)
 */
export const openPdf = (source: RandomAccess, options: OpenOptions = {}): PdfDocument => {
  const { recover = true, password = '', before, budget = createWorkBudget() } = options
  const texts = createWorkBudget(limits.textBytes)
  const header = readHeader(source)
  if (before !== undefined && (before.source.size > source.size || before.headerOffset !== header.offset))
    throw new TypeError('another file')
  const whole = sourceFrom(source, header.offset)
  const sections = before?.xrefSections
  const file = { whole, source: meteredSource(whole, budget), budget, password, sections }
  let view = openView(file, recover)
  let mayReplace = recover && view.recovery === null

  const object = (number: number): PdfObject | null => {
    try {
      return view.reader.object(number)
    } catch (error) {
      if (!mayReplace || !isMisplaced(error)) throw error
      mayReplace = false
      view = replacedView(view, file, error)
      return view.reader.object(number)
    }
  }

  return {
    source,
    headerOffset: header.offset,
    headerVersion: header.version,
    get xrefKind() {
      return view.xref.kind
    },
    get startXref() {
      return view.xref.startXref
    },
    get nextNumber() {
      return view.xref.nextNumber
    },
    get trailer() {
      return view.xref.trailer
    },
    get encryption() {
      return view.encryption
    },
    get recovered() {
      return view.recovery !== null
    },
    get recovery() {
      return view.recovery
    },
    get xrefSections() {
      return view.xref.sections
    },
    isNamed: (number) => view.reader.seen.find(number) !== null,
    object,
    referenced({ number, generation }) {
      const found = object(number)
      return found?.generation === generation ? found : null
    },
    spendText: texts.spend,
    streamData: (stream) => view.reader.streamData(stream),
    decodedData: (stream) => view.reader.decodedData(stream),
  }
}
