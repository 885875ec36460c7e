import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { isDigit, isWhiteSpace } from '../syntax/characters.ts'
import {
  type Cursor,
  peek,
  readWindow,
  skipRegular,
  skipWhiteSpace,
  startsWith,
  takeKeyword,
} from '../syntax/cursor.ts'
import { parseValue, unsignedInteger } from '../syntax/parse-value.ts'
import type { Trailer, XrefEntry, XrefSection } from './xref-section.ts'

const rowLength = 20

interface Subsection {
  readonly first: number
  readonly count: number
  /** Position of its first row. */
  readonly rows: number
}

/**
 * A cross-reference table, ISO 32000-2 7.5.4. Only the subsection headers are read now; rows are
 * exactly 20 bytes, so an entry is found by arithmetic. `spend` counts subsections over all tables.
 *
 * @throws PdfError ERR_PDF_XREF_INVALID, ERR_PDF_TOO_MANY
 */
export const readXrefTable = (source: RandomAccess, position: number, spend: () => void): XrefSection => {
  const subsections: Subsection[] = []
  let at = position
  for (;;) {
    const next = readSubsectionHeader(source, at)
    if ('trailer' in next) return section(source, subsections, next.trailer)
    spend()
    subsections.push(next)
    at = next.rows + next.count * rowLength
  }
}

const section = (source: RandomAccess, subsections: readonly Subsection[], trailer: Trailer): XrefSection => ({
  kind: 'table',
  trailer,
  end: subsections.reduce((end, { first, count }) => Math.max(end, first + count), 0),
  find(number) {
    for (const { first, count, rows } of subsections) {
      if (number >= first && number < first + count)
        return readRow(source.read(rows + (number - first) * rowLength, rowLength))
    }
    return null
  },
})

const readSubsectionHeader = (source: RandomAccess, position: number): Subsection | { trailer: Trailer } => {
  if (position >= source.size) throw invalid()
  const header = readWindow(source, position, 64, (cursor): Subsection | { after: number } => {
    skipWhiteSpace(cursor)
    if (takeKeyword(cursor, 'trailer')) return { after: position + cursor.at }
    const first = takeInteger(cursor)
    const count = takeInteger(cursor)
    if (first < 0 || count < 0 || first + count > limits.objectNumber + 1) throw invalid()
    skipLineEnd(cursor)
    return { first, count, rows: position + cursor.at }
  })
  if ('after' in header) return { trailer: readTrailer(source, header.after) }
  if (header.rows + header.count * rowLength > source.size) throw invalid()
  return header
}

const readTrailer = (source: RandomAccess, position: number): Trailer =>
  readWindow(source, position, 512, (cursor) => {
    const dictionary = parseValue(cursor)
    if (dictionary.kind !== 'dictionary') throw invalid()
    return { dictionary, bytes: cursor.bytes }
  })

const takeInteger = (cursor: Cursor): number => {
  skipWhiteSpace(cursor)
  if (!isDigit(peek(cursor))) return -1
  const start = cursor.at
  return unsignedInteger(cursor.bytes, start, skipRegular(cursor))
}

/** The rows begin after the white space that ends the header's line. */
const skipLineEnd = (cursor: Cursor): void => {
  if (!isWhiteSpace(peek(cursor))) throw invalid()
  while (isWhiteSpace(peek(cursor))) cursor.at += 1
}

/** `nnnnnnnnnn ggggg n` and two bytes of white space. */
const readRow = (row: Uint8Array): XrefEntry => {
  const offset = unsignedInteger(row, 0, 10)
  const generation = unsignedInteger(row, 11, 16)
  const spaced = row[10] === 32 && row[16] === 32 && isWhiteSpace(row[18]) && isWhiteSpace(row[19])
  if (offset < 0 || generation < 0 || !spaced) throw invalid()
  if (startsWith(row, 17, 'f')) return { kind: 'free' }
  if (!startsWith(row, 17, 'n')) throw invalid()
  return { kind: 'offset', offset, generation }
}

const invalid = (): PdfError => new PdfError('ERR_PDF_XREF_INVALID', 'the cross-reference table is damaged')
