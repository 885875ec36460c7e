import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { hexDigit, isDigit, isRegular, isWhiteSpace, latin1 } from './characters.ts'
import { type Cursor, endOfWindow, peek, skipRegular, skipWhiteSpace, startsWith } from './cursor.ts'
import { pairsOfDigits } from './string-bytes.ts'
import type { PdfArray, PdfDictionary, PdfEntry, PdfName, PdfString, PdfValue } from './value.ts'

/**
 * One object at the cursor, ISO 32000-2 7.3. Leaves the cursor just after it.
 *
 * @throws PdfError ERR_PDF_SYNTAX, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_MANY, ERR_PDF_TRUNCATED
 */
export const parseValue = (cursor: Cursor): PdfValue => {
  skipWhiteSpace(cursor)
  cursor.values += 1
  if (cursor.values > limits.values) throw new PdfError('ERR_PDF_TOO_MANY', 'an object holds too many values')
  switch (peek(cursor)) {
    case 0x2f:
      return parseName(cursor)
    case 0x28:
      return parseLiteralString(cursor)
    case 0x5b:
      return nested(cursor, parseArray)
    case 0x3c:
      return peek(cursor, 1) === 0x3c ? nested(cursor, parseDictionary) : parseHexadecimalString(cursor)
    default:
      return parseWord(cursor)
  }
}

const nested = <T>(cursor: Cursor, parse: (cursor: Cursor) => T): T => {
  cursor.depth += 1
  if (cursor.depth > limits.depth) throw new PdfError('ERR_PDF_TOO_DEEP', 'objects are nested too deep')
  const value = parse(cursor)
  cursor.depth -= 1
  return value
}

const parseName = (cursor: Cursor): PdfName => {
  const start = cursor.at
  cursor.at += 1
  const end = skipRegular(cursor)
  const text = latin1(cursor.bytes, start + 1, end)
  return { kind: 'name', start, end, name: text.includes('#') ? decodeName(text) : text }
}

/** ISO 32000-2 7.3.5: `#` and two hexadecimal digits stand for one byte. */
const decodeName = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

const parseLiteralString = (cursor: Cursor): PdfString => {
  const start = cursor.at
  for (let open = 0; ; cursor.at += 1) {
    const byte = peek(cursor)
    if (byte === 0x5c) cursor.at += 1
    else if (byte === 0x28) open += 1
    else if (byte === 0x29) {
      open -= 1
      if (open === 0) break
    }
  }
  cursor.at += 1
  return { kind: 'string', start, end: cursor.at, hexadecimal: false, bytes: cursor.bytes }
}

/** Up to this length a loop is the fastest way to look at every byte. */
const shortString = 64

const parseHexadecimalString = (cursor: Cursor): PdfString => {
  const start = cursor.at
  const end = cursor.bytes.indexOf(0x3e, start)
  if (end < 0) endOfWindow(cursor)
  const isPlain = end - start > shortString && pairsOfDigits(cursor.bytes, start + 1, end) !== null
  for (let at = start + 1; at < end && !isPlain; at += 1) {
    const byte = cursor.bytes[at]
    if (hexDigit(byte) < 0 && !isWhiteSpace(byte))
      throw new PdfError('ERR_PDF_SYNTAX', 'a byte in a hexadecimal string is no digit')
  }
  cursor.at = end + 1
  return { kind: 'string', start, end: cursor.at, hexadecimal: true, bytes: cursor.bytes }
}

const parseArray = (cursor: Cursor): PdfArray => {
  const start = cursor.at
  const items: PdfValue[] = []
  cursor.at += 1
  for (skipWhiteSpace(cursor); peek(cursor) !== 0x5d; skipWhiteSpace(cursor)) items.push(parseValue(cursor))
  cursor.at += 1
  return { kind: 'array', start, end: cursor.at, items }
}

const parseDictionary = (cursor: Cursor): PdfDictionary => {
  const start = cursor.at
  const entries = new Map<string, PdfEntry>()
  let ambiguous = false
  cursor.at += 2
  for (skipWhiteSpace(cursor); peek(cursor) === 0x2f; skipWhiteSpace(cursor)) {
    const key = parseName(cursor)
    const value = parseValue(cursor)
    ambiguous ||= entries.has(key.name)
    entries.set(key.name, { keyStart: key.start, value })
  }
  if (peek(cursor) !== 0x3e || peek(cursor, 1) !== 0x3e)
    throw new PdfError('ERR_PDF_SYNTAX', 'a dictionary key is no name')
  cursor.at += 2
  return { kind: 'dictionary', start, end: cursor.at, entries, ambiguous }
}

const keywords: Readonly<Record<string, (start: number, end: number) => PdfValue>> = {
  true: (start, end) => ({ kind: 'boolean', start, end, value: true }),
  false: (start, end) => ({ kind: 'boolean', start, end, value: false }),
  null: (start, end) => ({ kind: 'null', start, end }),
}

const parseWord = (cursor: Cursor): PdfValue => {
  const start = cursor.at
  const first = peek(cursor)
  const end = skipRegular(cursor)
  if (isDigit(first) || first === 0x2b || first === 0x2d || first === 0x2e) return parseNumber(cursor, start, end)
  const text = end - start <= 5 ? latin1(cursor.bytes, start, end) : ''
  const keyword = Object.hasOwn(keywords, text) ? keywords[text] : undefined
  if (keyword === undefined) throw new PdfError('ERR_PDF_SYNTAX', 'no object where one must stand')
  return keyword(start, end)
}

const parseNumber = (cursor: Cursor, start: number, end: number): PdfValue => {
  const integer = unsignedInteger(cursor.bytes, start, end)
  if (integer >= 0) {
    const reference = parseReference(cursor, start, integer)
    if (reference !== null) return reference
    return { kind: 'number', start, end, value: integer }
  }
  const text = end - start <= 64 ? latin1(cursor.bytes, start, end) : ''
  return { kind: 'number', start, end, value: /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN }
}

/** Value of the digits in the span, or -1 when it holds anything else or more than 15 digits. */
export const unsignedInteger = (bytes: Uint8Array, start: number, end: number): number => {
  if (end <= start || end - start > 15) return -1
  let value = 0
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]
    if (!isDigit(byte)) return -1
    value = value * 10 + (byte as number) - 48
  }
  return value
}

/** `N G R` (ISO 32000-2 7.3.10) when a generation and an `R` follow; otherwise the cursor stays. */
const parseReference = (cursor: Cursor, start: number, number: number): PdfValue | null => {
  const after = cursor.at
  const generation = integerAhead(cursor)
  if (generation >= 0) {
    skipBlank(cursor)
    const end = cursor.at + 1
    if (end >= cursor.bytes.length && !cursor.final) endOfWindow(cursor)
    if (startsWith(cursor.bytes, cursor.at, 'R') && !isRegular(cursor.bytes[end])) {
      cursor.at = end
      return { kind: 'reference', start, end, number, generation }
    }
  }
  cursor.at = after
  return null
}

const integerAhead = (cursor: Cursor): number => {
  skipBlank(cursor)
  const start = cursor.at
  if (!isDigit(cursor.bytes[start])) {
    if (start >= cursor.bytes.length && !cursor.final) endOfWindow(cursor)
    return -1
  }
  return unsignedInteger(cursor.bytes, start, skipRegular(cursor))
}

/** Like skipWhiteSpace, but the end of the file is no error here: there may be nothing to look ahead to. */
const skipBlank = (cursor: Cursor): void => {
  if (cursor.final) {
    while (isWhiteSpace(cursor.bytes[cursor.at])) cursor.at += 1
  } else {
    skipWhiteSpace(cursor)
  }
}
