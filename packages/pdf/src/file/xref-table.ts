import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { isDigit, isWhiteSpace } from '../syntax/characters.ts'
import { type Cursor, peek, readWindow, skipRegular, skipWhiteSpace, takeKeyword } from '../syntax/cursor.ts'
import { parseValue, unsignedInteger } from '../syntax/parse-value.ts'
import type { Trailer, XrefEntry, XrefSection } from './xref-section.ts'

const rowLength = 20
const letterF = 0x66
const letterN = 0x6e
/** Room for the header of a subsection and its first row. */
const headerWindow = 96

interface Subsection {
  readonly first: number
  readonly count: number
  /** Position of its first row. */
  readonly rows: number
}

/**
 * A cross-reference table, ISO 32000-2 7.5.4, whose position is that after `xref`. Only the headers of
 * subsections are read now; rows are exactly 20 bytes, so an entry is found by arithmetic. `spend` counts
 * subsections over all tables.
 *
 * @throws PdfError ERR_PDF_XREF_INVALID, also where rows have another length; ERR_PDF_TOO_MANY
 */
export const readXrefTable = (source: RandomAccess, position: number, spend: () => void): XrefSection => {
  const subsections: Subsection[] = []
  let at = position
  for (;;) {
    const next = readSubsectionHeader(source, at, subsections.length === 0)
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
        return requireRow(source.read(rows + (number - first) * rowLength, rowLength), 0)
    }
    return null
  },
})

const readSubsectionHeader = (
  source: RandomAccess,
  position: number,
  isFirst: boolean,
): Subsection | { trailer: Trailer } => {
  if (position >= source.size) throw invalidTable()
  const header = readWindow(source, position, headerWindow, (cursor): Subsection | { after: number } => {
    skipWhiteSpace(cursor)
    if (takeKeyword(cursor, 'trailer')) return { after: position + cursor.at }
    const { first, count } = takeSubsection(cursor)
    skipLineEnd(cursor)
    if (count === 0) return { first, count, rows: position + cursor.at }
    peek(cursor, rowLength - 1)
    requireRow(cursor.bytes, cursor.at)
    const generation = paddedInteger(cursor.bytes, cursor.at + 11, cursor.at + 16)
    const number = isFirst ? firstNumber(first, cursor.bytes[cursor.at + 17], generation) : first
    return { first: number, count, rows: position + cursor.at }
  })
  if ('after' in header) return { trailer: readTrailer(source, header.after) }
  if (header.rows + header.count * rowLength > source.size) throw invalidTable()
  return header
}

/** Some writers number the head of the free list, which is object 0, as 1. */
export const firstNumber = (first: number, type: number | undefined, generation: number): number =>
  first === 1 && type === letterF && generation === 65_535 ? 0 : first

/** Number of the first object and how many follow. */
export const takeSubsection = (cursor: Cursor): { first: number; count: number } => {
  const first = takeInteger(cursor)
  const count = takeInteger(cursor)
  if (first < 0 || count < 0 || first + count > limits.objectNumber + 1) throw invalidTable()
  return { first, count }
}

export const readTrailer = (source: RandomAccess, position: number): Trailer =>
  readWindow(source, position, 512, (cursor) => {
    const dictionary = parseValue(cursor)
    if (dictionary.kind !== 'dictionary') throw invalidTable()
    return { dictionary, bytes: cursor.bytes }
  })

/** An unsigned integer after white space, or -1. */
export const takeInteger = (cursor: Cursor): number => {
  skipWhiteSpace(cursor)
  if (!isDigit(peek(cursor))) return -1
  const start = cursor.at
  return unsignedInteger(cursor.bytes, start, skipRegular(cursor))
}

/** The rows begin after the line end, or where there is none, after the blanks; a row may begin with blanks. */
const skipLineEnd = (cursor: Cursor): void => {
  let lineEnd = -1
  for (; isWhiteSpace(peek(cursor)); cursor.at += 1) {
    if (peek(cursor) === 10 || peek(cursor) === 13) lineEnd = cursor.at
  }
  if (lineEnd >= 0) cursor.at = lineEnd + 1
}

/** `nnnnnnnnnn ggggg n` and two bytes of white space; blanks may stand for leading zeros. */
const requireRow = (bytes: Uint8Array, at: number): XrefEntry => {
  const offset = paddedInteger(bytes, at, at + 10)
  const generation = paddedInteger(bytes, at + 11, at + 16)
  const spaced =
    bytes[at + 10] === 32 && bytes[at + 16] === 32 && isWhiteSpace(bytes[at + 18]) && isWhiteSpace(bytes[at + 19])
  if (offset < 0 || generation < 0 || !spaced) throw invalidTable()
  return rowEntry(bytes[at + 17], offset, generation)
}

/** What a row says; `type` is its letter. Nothing can stand before the header, so offset 0 means no object. */
export const rowEntry = (type: number | undefined, offset: number, generation: number): XrefEntry => {
  if (type === letterF || (type === letterN && offset === 0)) return { kind: 'free' }
  if (type !== letterN) throw invalidTable()
  return { kind: 'offset', offset, generation }
}

const paddedInteger = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && bytes[at] === 32) at += 1
  return unsignedInteger(bytes, at, end)
}

export const invalidTable = (): PdfError => new PdfError('ERR_PDF_XREF_INVALID', 'the cross-reference table is damaged')
