import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { type RandomAccess, sourceFrom } from '../random-access.ts'
import type { PdfDictionary, PdfObject, PdfReference, PdfValue } from '../syntax/value.ts'
import { createBoundedCache } from './bounded-cache.ts'
import { readCrossReference } from './cross-reference.ts'
import { readHeader } from './header.ts'
import { readIndirectObject } from './indirect-object.ts'
import { type ObjectStream, readObjectStream } from './object-stream.ts'
import { decodedStreamData, encodedStreamData, type Resolve } from './stream-data.ts'
import { createWorkBudget, meteredSource } from './work-budget.ts'
import type { Trailer } from './xref-section.ts'

const cachedObjectBytes = 4 * 1024 * 1024
const cachedStreamBytes = 8 * 1024 * 1024
/** What an object costs in the cache beside its bytes. */
const objectOverhead = 256

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
  /** Offset of the newest cross-reference section. */
  readonly startXref: number
  /** First free object number; /Size of what is appended starts here. */
  readonly nextNumber: number
  /** The newest trailer. */
  readonly trailer: Trailer
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

/**
 * Opens a PDF by its tail: header, `startxref`, cross-reference tables or streams, trailer. The
 * file is never read whole. A file that cannot be saved without rewriting it is refused.
 *
 * @throws PdfError ERR_PDF_NOT_PDF, ERR_PDF_XREF_MISSING, ERR_PDF_XREF_INVALID, ERR_PDF_XREF_LOOP,
 * ERR_PDF_HYBRID, ERR_PDF_ENCRYPTED, ERR_PDF_TOO_LARGE, ERR_PDF_TOO_MANY and the codes of reading an object
 *
 * @example
 * const doc = openPdf(bytesSource(await readFile('brief.pdf')))
 * pageCount(doc)
 */
export const openPdf = (source: RandomAccess): PdfDocument => {
  const budget = createWorkBudget()
  const header = readHeader(source)
  const body = meteredSource(sourceFrom(source, header.offset), budget)
  const xref = readCrossReference(body, budget)
  const objects = createBoundedCache<PdfObject | null>(cachedObjectBytes)
  const streams = createBoundedCache<ObjectStream>(cachedStreamBytes)
  let resolving = 0

  const object = (number: number): PdfObject | null => {
    const known = objects.get(number)
    if (known !== undefined) return known
    if (resolving >= limits.resolving) throw new PdfError('ERR_PDF_LOOP', 'reading an object needs itself')
    resolving += 1
    try {
      const read = load(number)
      // An object from an object stream holds on to the whole stream: those stay in their own cache.
      if (read?.position !== null) objects.set(number, read, (read?.bytes.length ?? 0) + objectOverhead)
      return read
    } finally {
      resolving -= 1
    }
  }

  const load = (number: number): PdfObject | null => {
    const entry = xref.find(number)
    if (entry.kind === 'free') return null
    if (entry.kind === 'compressed') return objectStream(entry.stream).object(entry.index, number)
    return readIndirectObject(body, entry.offset, { number, generation: entry.generation })
  }

  const objectStream = (number: number): ObjectStream => {
    const known = streams.get(number)
    if (known !== undefined) return known
    const container = xref.find(number).kind === 'offset' ? object(number) : null
    if (container === null || container.streamStart === null) {
      throw new PdfError('ERR_PDF_OBJECT_MISMATCH', 'no object stream where the cross-reference points')
    }
    const data = decodedStreamData(body, container, resolve, budget)
    const read = readObjectStream(container.value as PdfDictionary, data)
    streams.set(number, read, read.bytes)
    return read
  }

  const referenced = ({ number, generation }: PdfReference): PdfObject | null => {
    const found = object(number)
    return found?.generation === generation ? found : null
  }

  const resolve: Resolve = (value) => {
    const found: PdfValue | undefined = value?.kind === 'reference' ? referenced(value)?.value : value
    return found === undefined || found.kind === 'null' ? null : found
  }

  return {
    source,
    headerOffset: header.offset,
    headerVersion: header.version,
    xrefKind: xref.newest.kind,
    startXref: xref.startXref,
    nextNumber: xref.nextNumber,
    trailer: xref.newest.trailer,
    object,
    referenced,
    streamData: (stream) => encodedStreamData(body, stream, resolve),
    decodedData: (stream) => decodedStreamData(body, stream, resolve, budget),
  }
}
