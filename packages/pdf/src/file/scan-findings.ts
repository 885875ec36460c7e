import { asBuffer } from '../syntax/characters.ts'
import type { PdfDictionary, PdfObject } from '../syntax/value.ts'
import { createEntryTable, type EntryTable } from './entry-table.ts'
import type { ObjectHeader } from './object-header.ts'
import { createReferenceCeiling, type ReferenceCeiling } from './reference-ceiling.ts'
import type { Trailer } from './xref-section.ts'

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
  /** Of all that stands outside object streams. */
  readonly references: ReferenceCeiling
  /** Something with a byte range stands in the file. */
  readonly signed: boolean
}

/** Gathers what a scan comes across, in the order of the file: what comes later counts. */
export interface ScanFindings {
  readonly entries: EntryTable
  trailer(found: Trailer): void
  /** An object, or one that stands there and cannot be parsed. */
  object(header: ObjectHeader, found: PdfObject | 'damaged'): void
  result(): Scan
}

export const createScanFindings = (): ScanFindings => {
  const entries = createEntryTable()
  const references = createReferenceCeiling()
  const objectStreams: { number: number; offset: number }[] = []
  let last: Trailer | null = null
  let encrypted: Trailer | null = null
  let catalog: number | null = null
  let signed = false

  const trailer = ({ dictionary, bytes }: Trailer): void => {
    references.note(bytes, dictionary.start, dictionary.end)
    if (dictionary.entries.get('Root')?.value.kind !== 'reference') return
    last = { dictionary, bytes: bytes.slice() }
    if (dictionary.entries.has('Encrypt')) encrypted = last
  }

  return {
    entries,
    trailer,
    object({ number, generation, start }, found) {
      entries.set(number, { kind: 'offset', offset: start, generation })
      if (found === 'damaged') return
      const { value, bytes } = found
      references.note(bytes, value.start, value.end)
      if (value.kind !== 'dictionary') return
      signed ||= value.entries.has('ByteRange') || asBuffer(bytes.subarray(0, value.end)).includes('/ByteRange')
      const type = typeOf(value)
      if (type === 'Catalog') catalog = number
      if (found.streamStart === null) return
      if (type === 'ObjStm') objectStreams.push({ number, offset: start })
      if (type === 'XRef') trailer({ dictionary: value, bytes })
    },
    result: () => ({ entries, objectStreams, trailer: last, encrypted, catalog, references, signed }),
  }
}

const typeOf = (dictionary: PdfDictionary): string | null => {
  const type = dictionary.entries.get('Type')?.value
  return type?.kind === 'name' ? type.name : null
}
