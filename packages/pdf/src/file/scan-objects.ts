import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { isDigit, isRegular, isWhiteSpace } from '../syntax/characters.ts'
import { unsignedInteger } from '../syntax/parse-value.ts'
import type { PdfDictionary, PdfObject } from '../syntax/value.ts'
import { createEntryTable, type EntryTable } from './entry-table.ts'
import { readIndirectObject } from './indirect-object.ts'
import { createScanWindow } from './scan-window.ts'
import { endstreamAt, findEndstream } from './stream-data.ts'
import { createWorkBudget, meteredSource } from './work-budget.ts'
import type { Trailer } from './xref-section.ts'
import { readTrailer } from './xref-table.ts'

/** What stands in a file whose cross-reference cannot be used. */
export interface Scan {
  /** The last definition of each object; of those in object streams nothing is known yet. */
  readonly entries: EntryTable
  /** Object streams in the order of the file. */
  readonly objectStreams: readonly { readonly number: number; readonly offset: number }[]
  /** The last trailer, or dictionary of a cross-reference stream, that names a catalog. */
  readonly trailer: Trailer | null
  /** The last of those that says that the file is encrypted. */
  readonly encrypted: Trailer | null
  /** Number of the last catalog. */
  readonly catalog: number | null
  /** Something with a byte range stands in the file. */
  readonly signed: boolean
}

/** First bytes read of an object; most are smaller. */
const firstWindow = 256
/** Longest `N G obj`, with room for white space. */
const longestHeader = 48

/**
 * Goes once through the whole file and notes every `N G obj`, trailer and object stream outside stream
 * data. Streams are skipped by /Length where that is right, else up to `endstream`.
 *
 * @throws PdfError ERR_PDF_TOO_LARGE when the file, or the work of parsing it, exceeds the limit
 */
export const scanObjects = (file: RandomAccess): Scan => {
  if (file.size > limits.scanBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'a damaged file is too large to search')
  const window = createScanWindow(file)
  const budget = createWorkBudget(Math.min(limits.workBytes, limits.scanWorkBase + limits.scanWorkRate * file.size))
  const source = meteredSource(window.source, budget)
  /** For reading back, which must not move the window. */
  const anywhere = meteredSource(file, budget)
  const entries = createEntryTable()
  const objectStreams: { number: number; offset: number }[] = []
  let trailer: Trailer | null = null
  let encrypted: Trailer | null = null
  let catalog: number | null = null
  let signed = false
  let endstreams = true

  const noteTrailer = (found: Trailer): void => {
    if (found.dictionary.entries.get('Root')?.value.kind !== 'reference') return
    trailer = { dictionary: found.dictionary, bytes: found.bytes.slice() }
    if (found.dictionary.entries.has('Encrypt')) encrypted = trailer
  }

  const noteObject = (object: PdfObject, offset: number): void => {
    const { number, value, bytes } = object
    if (value.kind !== 'dictionary') return
    signed ||= value.entries.has('ByteRange') || bytesOf(bytes, value.end).includes('/ByteRange')
    const type = typeOf(value)
    if (type === 'Catalog') catalog = number
    if (object.streamStart === null) return
    if (type === 'ObjStm') objectStreams.push({ number, offset })
    if (type === 'XRef') noteTrailer({ dictionary: value, bytes })
  }

  /** Where to go on after an object. */
  const endOf = (object: PdfObject, offset: number): number => {
    const { streamStart, value } = object
    if (streamStart === null) return offset + value.end
    const length = lengthOf(anywhere, value as PdfDictionary, entries)
    if (length !== null && length <= file.size - streamStart && endstreamAt(source, streamStart + length))
      return streamStart + length
    const end = endstreams ? findEndstream(window.source, streamStart, file.size) : null
    // Searched once to the end of the file is enough.
    endstreams = end !== null
    return end ?? streamStart
  }

  const takeObject = (header: Header): number => {
    const object = readDefinition(source, header.start)
    if (object === null || header.number === 0) return header.end
    entries.set(header.number, { kind: 'offset', offset: header.start, generation: header.generation })
    if (object === 'damaged') return header.end
    noteObject(object, header.start)
    return endOf(object, header.start)
  }

  let at = 0
  for (let mark = window.next(at); mark !== null; mark = window.next(at)) {
    if (mark.word === 'trailer') {
      at = mark.position + mark.word.length
      const found = readTrailerDictionary(source, at)
      if (found !== null) noteTrailer(found)
    } else {
      const header = headerBefore(window.source, at, mark.position)
      at = header === null ? mark.position + mark.word.length : takeObject(header)
    }
  }
  return { entries, objectStreams, trailer, encrypted, catalog, signed }
}

interface Header {
  readonly number: number
  readonly generation: number
  readonly start: number
  /** Position after `obj`. */
  readonly end: number
}

/** Reads `N G ` backwards from `obj`, not beyond `from`. */
const headerBefore = (source: RandomAccess, from: number, keyword: number): Header | null => {
  const start = Math.max(from, keyword - longestHeader)
  const bytes = source.read(start, keyword - start)
  const generation = integerBefore(bytes, bytes.length)
  const number = generation && integerBefore(bytes, generation.start)
  if (number === null || generation === null) return null
  const before = bytes[number.start - 1]
  // `endobj5 0 obj` is common; `1.5 0 obj` is no header.
  const separate = !isRegular(before) || (before !== undefined && before >= 0x61 && before <= 0x7a)
  const possible = number.value <= limits.objectNumber && generation.value <= 65_535
  if (!separate || !possible) return null
  return { number: number.value, generation: generation.value, start: start + number.start, end: keyword + 3 }
}

/** The unsigned integer that, with white space after it, ends at `end`. */
const integerBefore = (bytes: Uint8Array, end: number): { value: number; start: number } | null => {
  let last = end
  while (isWhiteSpace(bytes[last - 1])) last -= 1
  let start = last
  while (isDigit(bytes[start - 1])) start -= 1
  const value = last === end ? -1 : unsignedInteger(bytes, start, last)
  return value < 0 ? null : { value, start }
}

/**
 * The object at an offset; `damaged` when it stands there and cannot be parsed: what needs it must fail,
 * and not take it for missing. Null when no object begins there, or the file ends inside it.
 */
const readDefinition = (source: RandomAccess, offset: number): PdfObject | 'damaged' | null => {
  try {
    return readIndirectObject(source, offset, null, firstWindow)
  } catch (error) {
    if (!(error instanceof PdfError) || error.code === 'ERR_PDF_TOO_LARGE') throw error
    return error.code === 'ERR_PDF_TRUNCATED' || error.code === 'ERR_PDF_OBJECT_MISMATCH' ? null : 'damaged'
  }
}

const readTrailerDictionary = (source: RandomAccess, position: number): Trailer | null => {
  try {
    return readTrailer(source, position)
  } catch (error) {
    if (!(error instanceof PdfError) || error.code === 'ERR_PDF_TOO_LARGE') throw error
    return null
  }
}

const lengthOf = (source: RandomAccess, dictionary: PdfDictionary, entries: EntryTable): number | null => {
  let value = dictionary.entries.get('Length')?.value
  if (value?.kind === 'reference') {
    const entry = entries.find(value.number)
    const object = entry?.kind === 'offset' ? readDefinition(source, entry.offset) : null
    value = object === null || object === 'damaged' ? undefined : object.value
  }
  return value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value >= 0 ? value.value : null
}

const typeOf = (dictionary: PdfDictionary): string | null => {
  const type = dictionary.entries.get('Type')?.value
  return type?.kind === 'name' ? type.name : null
}

const bytesOf = (bytes: Uint8Array, end: number): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, end)
