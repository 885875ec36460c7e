import type { Encryption } from '../crypt/encryption.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import type { PdfDictionary, PdfObject, PdfReference, PdfValue } from '../syntax/value.ts'
import { createBoundedCache } from './bounded-cache.ts'
import type { CrossReference } from './cross-reference.ts'
import { createEntryTable, type EntryTable } from './entry-table.ts'
import { readIndirectObject } from './indirect-object.ts'
import { type ObjectStream, readObjectStream } from './object-stream.ts'
import { decodedStreamData, encodedStreamData, type Resolve } from './stream-data.ts'
import type { WorkBudget } from './work-budget.ts'
import type { XrefEntry } from './xref-section.ts'

const cachedObjectBytes = 4 * 1024 * 1024
const cachedStreamBytes = 8 * 1024 * 1024
/** What an object costs in the cache beside its bytes. */
const objectOverhead = 256

/** Reads objects by number where a cross-reference says they are; keeps the latest. */
export interface ObjectReader {
  object(number: number): PdfObject | null
  referenced(reference: PdfReference): PdfObject | null
  objectStream(number: number): ObjectStream
  /** Follows a reference. */
  readonly resolve: Resolve
  /** Encoded, not encrypted. */
  streamData(object: PdfObject): Uint8Array
  decodedData(object: PdfObject): Uint8Array
  /** Where the objects stood that were read up to now. */
  readonly seen: EntryTable
}

/** `source` begins at the header. */
export const createObjectReader = (
  source: RandomAccess,
  xref: CrossReference,
  encryption: Encryption | null,
  budget: WorkBudget,
): ObjectReader => {
  const objects = createBoundedCache<PdfObject | null>(cachedObjectBytes)
  const streams = createBoundedCache<ObjectStream>(cachedStreamBytes)
  const seen = createEntryTable()
  let resolving = 0

  const object = (number: number): PdfObject | null => {
    const known = objects.get(number)
    if (known !== undefined) return known
    if (number > limits.objectNumber) return null
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
    const read = readEntry(number, entry)
    seen.set(number, entry)
    return read
  }

  const readEntry = (number: number, entry: XrefEntry): PdfObject | null => {
    if (entry.kind === 'free') return null
    if (entry.kind === 'compressed') return objectStream(entry.stream).object(entry.index, number)
    const { generation } = entry
    const read = readIndirectObject(source, entry.offset, { number, generation })
    if (encryption === null) return read
    return { ...read, decryptString: (bytes) => encryption.decryptString(number, generation, bytes) }
  }

  const objectStream = (number: number): ObjectStream => {
    const known = streams.get(number)
    if (known !== undefined) return known
    const container = xref.find(number).kind === 'offset' ? object(number) : null
    if (container === null || container.streamStart === null) {
      throw new PdfError('ERR_PDF_OBJECT_MISMATCH', 'no object stream where the cross-reference points')
    }
    const read = readObjectStream(container.value as PdfDictionary, decodedData(container))
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

  const streamData = (stream: PdfObject): Uint8Array => {
    const data = encodedStreamData(source, stream, resolve)
    return encryption === null ? data : encryption.decryptStream(stream, data, resolve)
  }

  const decodedData = (stream: PdfObject): Uint8Array =>
    decodedStreamData(stream.value as PdfDictionary, streamData(stream), resolve, budget)

  return { object, referenced, resolve, objectStream, streamData, decodedData, seen }
}
