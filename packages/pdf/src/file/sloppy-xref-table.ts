import type { RandomAccess } from '../random-access.ts'
import { peek, readWindow, skipRegular, skipWhiteSpace, takeKeyword } from '../syntax/cursor.ts'
import { createEntryTable, type EntryTable } from './entry-table.ts'
import type { XrefSection } from './xref-section.ts'
import { firstNumber, invalidTable, readTrailer, rowEntry, takeInteger, takeSubsection } from './xref-table.ts'

/** The shortest row, `0 0 n` and a line end. */
const leastRowLength = 6

/**
 * A cross-reference table whose rows are not 20 bytes, as many writers get wrong: read row by row. All
 * else is as ISO 32000-2 7.5.4 has it.
 *
 * @throws PdfError ERR_PDF_XREF_INVALID, ERR_PDF_TOO_MANY, ERR_PDF_TRUNCATED
 */
export const readSloppyXrefTable = (source: RandomAccess, position: number, spend: () => void): XrefSection => {
  const entries = createEntryTable()
  for (let at = position, isFirst = true; ; isFirst = false) {
    const next = readSubsection(source, at, entries, isFirst)
    if (next.isTrailer) {
      const trailer = readTrailer(source, next.after)
      return { kind: 'table', trailer, end: entries.end, find: (number) => entries.find(number) }
    }
    spend()
    at = next.after
  }
}

const readSubsection = (
  source: RandomAccess,
  position: number,
  entries: EntryTable,
  isFirst: boolean,
): { isTrailer: boolean; after: number } => {
  const header = readWindow(source, position, 64, (cursor) => {
    skipWhiteSpace(cursor)
    if (takeKeyword(cursor, 'trailer')) return { isTrailer: true, after: position + cursor.at, first: 0, count: 0 }
    return { isTrailer: false, ...takeSubsection(cursor), after: position + cursor.at }
  })
  if (header.isTrailer) return header
  const { first, count, after } = header
  if (count * leastRowLength > source.size - after) throw invalidTable()
  return readWindow(source, after, count * 20 + 64, (cursor) => {
    let number = first
    for (let row = 0; row < count; row += 1) {
      const offset = takeInteger(cursor)
      const generation = takeInteger(cursor)
      skipWhiteSpace(cursor)
      const letter = peek(cursor)
      const start = cursor.at
      if (offset < 0 || generation < 0 || skipRegular(cursor) !== start + 1) throw invalidTable()
      if (isFirst && row === 0) number = firstNumber(first, letter, generation)
      // In one section the first row of an object counts, as in a table that is read by arithmetic.
      if (entries.find(number + row) === null) entries.set(number + row, rowEntry(letter, offset, generation))
    }
    return { isTrailer: false, after: after + cursor.at }
  })
}
