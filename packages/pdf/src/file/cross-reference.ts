import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { readWindow, skipWhiteSpace, takeKeyword } from '../syntax/cursor.ts'
import type { PdfDictionary } from '../syntax/value.ts'
import { readStartXref } from './start-xref.ts'
import type { WorkBudget } from './work-budget.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'
import { readXrefStream } from './xref-stream.ts'
import { readXrefTable } from './xref-table.ts'

/** The cross-reference information of a file: all sections, newest first. */
export interface CrossReference {
  /** Offset of the newest section. */
  readonly startXref: number
  readonly newest: XrefSection
  /** The first object number that no section uses; not below the newest /Size. */
  readonly nextNumber: number
  /** Where an object is; free when nothing says so. */
  find(number: number): XrefEntry
}

/**
 * Reads the /Prev chain from `startxref` back.
 *
 * @throws PdfError ERR_PDF_XREF_MISSING, ERR_PDF_XREF_INVALID, ERR_PDF_XREF_LOOP, ERR_PDF_HYBRID,
 * ERR_PDF_ENCRYPTED, ERR_PDF_TOO_MANY and the codes of reading a stream
 */
export const readCrossReference = (source: RandomAccess, budget: WorkBudget): CrossReference => {
  const startXref = readStartXref(source)
  const sections: XrefSection[] = []
  const seen = new Set<number>()
  const spend = subsectionCounter()
  for (let at: number | null = startXref; at !== null; at = previous(sections, source.size)) {
    if (seen.has(at)) throw new PdfError('ERR_PDF_XREF_LOOP', 'the /Prev chain is a loop')
    if (seen.size >= limits.sections) throw new PdfError('ERR_PDF_TOO_MANY', 'too many cross-reference sections')
    seen.add(at)
    sections.push(readSection(source, at, budget, spend))
  }
  const newest = sections[0] as XrefSection
  const end = sections.reduce((highest, section) => Math.max(highest, section.end), 0)
  return {
    startXref,
    newest,
    nextNumber: Math.max(end, sizeOf(newest.trailer.dictionary)),
    find(number) {
      for (const section of sections) {
        const entry = section.find(number)
        if (entry !== null) return entry
      }
      return { kind: 'free' }
    },
  }
}

const subsectionCounter = (): (() => void) => {
  let count = 0
  return () => {
    count += 1
    if (count > limits.subsections) throw new PdfError('ERR_PDF_TOO_MANY', 'too many cross-reference subsections')
  }
}

const readSection = (source: RandomAccess, at: number, budget: WorkBudget, spend: () => void): XrefSection => {
  const table = readWindow(source, at, 32, (cursor) => {
    skipWhiteSpace(cursor)
    return takeKeyword(cursor, 'xref') ? at + cursor.at : null
  })
  const section = table === null ? readStreamSection(source, at, budget, spend) : readXrefTable(source, table, spend)
  refuseUnsupported(section.trailer.dictionary)
  return section
}

/** What is neither a table nor an object is a damaged cross-reference, whatever it looks like. */
const readStreamSection = (source: RandomAccess, at: number, budget: WorkBudget, spend: () => void): XrefSection => {
  try {
    return readXrefStream(source, at, budget, spend)
  } catch (cause) {
    if (cause instanceof PdfError && cause.code === 'ERR_PDF_OBJECT_MISMATCH') {
      throw new PdfError('ERR_PDF_XREF_INVALID', 'no cross-reference section where startxref or /Prev points', {
        cause,
      })
    }
    throw cause
  }
}

const refuseUnsupported = (trailer: PdfDictionary): void => {
  const encrypt = trailer.entries.get('Encrypt')?.value
  if (encrypt !== undefined && encrypt.kind !== 'null') throw new PdfError('ERR_PDF_ENCRYPTED', 'the file is encrypted')
  if (trailer.entries.has('XRefStm')) throw new PdfError('ERR_PDF_HYBRID', 'the file has two cross-references')
}

const previous = (sections: readonly XrefSection[], size: number): number | null => {
  const value = sections.at(-1)?.trailer.dictionary.entries.get('Prev')?.value
  if (value === undefined || value.kind === 'null') return null
  const valid = value.kind === 'number' && Number.isSafeInteger(value.value) && value.value > 0 && value.value < size
  if (!valid) throw new PdfError('ERR_PDF_XREF_INVALID', 'an impossible /Prev')
  return value.value
}

const sizeOf = (trailer: PdfDictionary): number => {
  const value = trailer.entries.get('Size')?.value
  const valid = value?.kind === 'number' && Number.isSafeInteger(value.value) && value.value > 0
  if (!valid) throw new PdfError('ERR_PDF_XREF_INVALID', 'an impossible /Size')
  return value.value
}
