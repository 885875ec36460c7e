import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { readWindow, skipWhiteSpace, takeKeyword } from '../syntax/cursor.ts'
import type { PdfDictionary } from '../syntax/value.ts'
import { hybridSection } from './hybrid-section.ts'
import { readSloppyXrefTable } from './sloppy-xref-table.ts'
import { nearbyTable, readStartXref } from './start-xref.ts'
import type { WorkBudget } from './work-budget.ts'
import type { Trailer, XrefEntry, XrefSection } from './xref-section.ts'
import { readXrefStream } from './xref-stream.ts'
import { readXrefTable } from './xref-table.ts'

/** The cross-reference information of a file. */
export interface CrossReference {
  /** Kind of the newest section. */
  readonly kind: 'table' | 'stream'
  /** Offset of the newest section, to which an update refers by /Prev; null when it cannot be read. */
  readonly startXref: number | null
  /** The newest trailer. */
  readonly trailer: Trailer
  /** The first object number that no section uses; not below the newest /Size. */
  readonly nextNumber: number
  /** Where an object is; free when nothing says so. */
  find(number: number): XrefEntry
  /** The sections by their offset. */
  readonly sections: XrefSections
}

/** Sections that were read, by their offset; they stay what they are when something is appended. */
export type XrefSections = ReadonlyMap<number, { readonly section: XrefSection; readonly subsections: number }>

/**
 * Reads the /Prev chain from `startxref` back.
 *
 * @param known sections of the same bytes, which are not read again
 * @throws PdfError ERR_PDF_XREF_MISSING, ERR_PDF_XREF_INVALID, ERR_PDF_XREF_LOOP,
 * ERR_PDF_ENCRYPTION_INVALID, ERR_PDF_TOO_MANY and the codes of reading a stream
 */
export const readCrossReference = (
  source: RandomAccess,
  budget: WorkBudget,
  known: XrefSections = new Map(),
): CrossReference => {
  const startXref = nearbyTable(source, readStartXref(source))
  const sections: XrefSection[] = []
  const seen = new Map<number, { section: XrefSection; subsections: number }>()
  const counter = subsectionCounter()
  const read: SectionReader = { source, budget, spend: counter.spend }
  for (let at: number | null = startXref; at !== null; at = previous(sections, source.size)) {
    if (seen.has(at)) throw new PdfError('ERR_PDF_XREF_LOOP', 'the /Prev chain is a loop')
    if (seen.size >= limits.sections) throw new PdfError('ERR_PDF_TOO_MANY', 'too many cross-reference sections')
    const before = counter.spent()
    const found = known.get(at)
    counter.spend(found?.subsections ?? 0)
    const section = found?.section ?? readSection(read, at)
    seen.set(at, { section, subsections: counter.spent() - before })
    sections.push(section)
  }
  const { kind, trailer } = sections[0] as XrefSection
  refuseHalfEncrypted(
    trailer,
    sections.map((section) => section.trailer),
  )
  const end = sections.reduce((highest, section) => Math.max(highest, section.end), 0)
  return {
    kind,
    startXref,
    trailer,
    nextNumber: Math.max(end, sizeOf(trailer.dictionary)),
    find(number) {
      budget.spend(counter.spent())
      for (const section of sections) {
        const entry = section.find(number)
        if (entry !== null) return entry
      }
      return { kind: 'free' }
    },
    sections: seen,
  }
}

interface SectionReader {
  readonly source: RandomAccess
  readonly budget: WorkBudget
  /** Counts subsections. */
  readonly spend: () => void
}

/** Each look-up goes through all subsections, so they count as work. */
const subsectionCounter = (): { spend(more?: number): void; spent(): number } => {
  let count = 0
  return {
    spend(more = 1) {
      count += more
      if (count > limits.subsections) throw new PdfError('ERR_PDF_TOO_MANY', 'too many cross-reference subsections')
    },
    spent: () => count,
  }
}

const readSection = (read: SectionReader, at: number): XrefSection => {
  const table = readWindow(read.source, at, 32, (cursor) => {
    skipWhiteSpace(cursor)
    return takeKeyword(cursor, 'xref') ? at + cursor.at : null
  })
  if (table === null) return readStreamSection(read, at)
  const section = readTableSection(read, table)
  const stream = positionOf(section.trailer.dictionary, 'XRefStm', read.source.size)
  return stream === null ? section : hybridSection(section, readStreamSection(read, stream))
}

const readTableSection = ({ source, spend }: SectionReader, at: number): XrefSection => {
  try {
    return readXrefTable(source, at, spend)
  } catch (error) {
    if (!(error instanceof PdfError) || error.code !== 'ERR_PDF_XREF_INVALID') throw error
    return readSloppyXrefTable(source, at, spend)
  }
}

/** What is neither a table nor an object is a damaged cross-reference, whatever it looks like. */
const readStreamSection = ({ source, budget, spend }: SectionReader, at: number): XrefSection => {
  try {
    return readXrefStream(source, at, budget, spend)
  } catch (cause) {
    if (cause instanceof PdfError && cause.code === 'ERR_PDF_OBJECT_MISMATCH') {
      throw new PdfError('ERR_PDF_XREF_INVALID', 'no cross-reference section where one must stand', { cause })
    }
    throw cause
  }
}

/**
 * Refuses a file of which only an earlier trailer says that it is encrypted: readers would disagree.
 *
 * @throws PdfError ERR_PDF_ENCRYPTION_INVALID
 */
export const refuseHalfEncrypted = (newest: Trailer, all: readonly Trailer[]): void => {
  const encrypted = ({ dictionary }: Trailer): boolean => {
    const value = dictionary.entries.get('Encrypt')?.value
    return value !== undefined && value.kind !== 'null'
  }
  if (!encrypted(newest) && all.some(encrypted))
    throw new PdfError('ERR_PDF_ENCRYPTION_INVALID', 'only an earlier trailer has /Encrypt')
}

const previous = (sections: readonly XrefSection[], size: number): number | null => {
  const last = sections.at(-1)
  return last === undefined ? null : positionOf(last.trailer.dictionary, 'Prev', size)
}

/** An entry that names a position; null when it is absent, or 0, which some writers mean as absent. */
const positionOf = (trailer: PdfDictionary, key: string, size: number): number | null => {
  const value = trailer.entries.get(key)?.value
  if (value === undefined || value.kind === 'null' || (value.kind === 'number' && value.value === 0)) return null
  const valid = value.kind === 'number' && Number.isSafeInteger(value.value) && value.value > 0 && value.value < size
  if (!valid) throw new PdfError('ERR_PDF_XREF_INVALID', `an impossible /${key}`)
  return value.value
}

/** /Size, or 0 when it cannot be: the sections say themselves which numbers they use. */
const sizeOf = (trailer: PdfDictionary): number => {
  const value = trailer.entries.get('Size')?.value
  const valid = value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value <= limits.objectNumber + 1
  return valid ? value.value : 0
}
