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
  /** Encoded. */
  streamData(object: PdfObject): Uint8Array
  decodedData(object: PdfObject): Uint8Array
  /** Where the objects stood that were read up to now. */
  readonly seen: EntryTable
}

/** `source` begins at the header. */
export const createObjectReader = (source: RandomAccess, xref: CrossReference, budget: WorkBudget): ObjectReader => {
  const objects = createBoundedCache<PdfObject | null>(cachedObjectBytes)
  const streams = createBoundedCache<ObjectStream>(cachedStreamBytes)
  const seen = createEntryTable()
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
    const read = readEntry(number, entry)
    seen.set(number, entry)
    return read
  }

  const readEntry = (number: number, entry: XrefEntry): PdfObject | null => {
    if (entry.kind === 'free') return null
    if (entry.kind === 'compressed') return objectStream(entry.stream).object(entry.index, number)
    return readIndirectObject(source, entry.offset, { number, generation: entry.generation })
  }

  const objectStream = (number: number): ObjectStream => {
    const known = streams.get(number)
    if (known !== undefined) return known
    const container = xref.find(number).kind === 'offset' ? object(number) : null
    if (container === null || container.streamStart === null) {
      throw new PdfError('ERR_PDF_OBJECT_MISMATCH', 'no object stream where the cross-reference points')
    }
    const data = decodedStreamData(source, container, resolve, budget)
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
    object,
    referenced,
    objectStream,
    streamData: (stream) => encodedStreamData(source, stream, resolve),
    decodedData: (stream) => decodedStreamData(source, stream, resolve, budget),
    seen,
  }
}
