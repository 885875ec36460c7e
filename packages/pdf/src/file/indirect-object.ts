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
import type { PdfObject } from '../syntax/value.ts'

const usualWindow = 1024

/** What the cross-reference promises at an offset. */
interface Expected {
  readonly number: number
  readonly generation: number
}

/**
 * The indirect object at an offset, ISO 32000-2 7.3.10. `N G obj` is always checked; with
 * `expected`, so are the numbers.
 *
 * @throws PdfError ERR_PDF_OBJECT_MISMATCH and the codes of parsing
 */
export const readIndirectObject = (
  source: RandomAccess,
  offset: number,
  expected: Expected | null,
  firstWindow = usualWindow,
): PdfObject => {
  if (offset >= source.size) throw mismatch()
  return readWindow(source, offset, firstWindow, (cursor) => {
    const number = takeInteger(cursor)
    const generation = takeInteger(cursor)
    skipWhiteSpace(cursor)
    if (number < 0 || generation < 0 || !takeObjectKeyword(cursor)) throw mismatch()
    if (expected !== null && (expected.number !== number || expected.generation !== generation)) throw mismatch()
    const value = parseValue(cursor)
    const streamStart = value.kind === 'dictionary' ? streamDataStart(cursor) : null
    return {
      number,
      generation,
      bytes: cursor.bytes,
      position: offset,
      value,
      streamStart: streamStart === null ? null : offset + streamStart,
      decryptString: null,
    }
  })
}

const mismatch = (): PdfError =>
  new PdfError('ERR_PDF_OBJECT_MISMATCH', 'no such object where the cross-reference points')

/** Only white space may stand before the number: an offset into a comment is a wrong offset. */
const takeInteger = (cursor: Cursor): number => {
  while (isWhiteSpace(peek(cursor))) cursor.at += 1
  if (!isDigit(peek(cursor))) return -1
  const start = cursor.at
  return unsignedInteger(cursor.bytes, start, skipRegular(cursor))
}

/** `obj`, also where the object follows without white space (`1 0 obj/Name` is legal, `obj5` is not). */
const takeObjectKeyword = (cursor: Cursor): boolean => takeKeyword(cursor, 'obj')

/** Position of the stream data when `stream` follows the dictionary, ISO 32000-2 7.3.8.1. */
const streamDataStart = (cursor: Cursor): number | null => {
  skipWhiteSpace(cursor)
  // 'stream' and its end of line: eight bytes.
  peek(cursor, cursor.final ? 0 : 7)
  if (!startsWith(cursor.bytes, cursor.at, 'stream')) return null
  const after = cursor.at + 6
  if (cursor.bytes[after] === 13) return cursor.bytes[after + 1] === 10 ? after + 2 : after + 1
  return cursor.bytes[after] === 10 ? after + 1 : null
}
