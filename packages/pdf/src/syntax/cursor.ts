import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { asBuffer, isRegular, isWhiteSpace } from './characters.ts'

/** A reading position in a window of the file. */
export interface Cursor {
  readonly bytes: Uint8Array
  /** The window reaches the end of the file: there is nothing more to ask for. */
  readonly final: boolean
  at: number
  depth: number
  values: number
}

/** The window ends inside an object: read again with a larger one. Never leaves `readWindow`, so one will do. */
const windowTooSmall = new Error('window too small')

export const cursorOver = (bytes: Uint8Array, final: boolean, at = 0): Cursor => ({
  // Names are read from here as text, which a Buffer does without a view for each.
  bytes: asBuffer(bytes),
  final,
  at,
  depth: 0,
  values: 0,
})

/** The byte at the cursor, or `ahead` of it. */
export const peek = (cursor: Cursor, ahead = 0): number => cursor.bytes[cursor.at + ahead] ?? endOfWindow(cursor)

/** Reports that the window is used up. */
export const endOfWindow = (cursor: Cursor): never => {
  if (cursor.final) throw new PdfError('ERR_PDF_TRUNCATED', 'the file ends inside an object')
  throw windowTooSmall
}

/** Moves past white space and comments, ISO 32000-2 7.2.3 and 7.2.4. */
export const skipWhiteSpace = (cursor: Cursor): void => {
  for (;;) {
    const byte = peek(cursor)
    if (isWhiteSpace(byte)) cursor.at += 1
    else if (byte === 0x25) skipComment(cursor)
    else return
  }
}

const skipComment = (cursor: Cursor): void => {
  for (let byte = peek(cursor); byte !== 10 && byte !== 13; byte = peek(cursor)) cursor.at += 1
}

/** Moves past regular characters and gives the position after them. A window's end is no token's end. */
export const skipRegular = (cursor: Cursor): number => {
  while (isRegular(cursor.bytes[cursor.at])) cursor.at += 1
  if (cursor.at >= cursor.bytes.length && !cursor.final) endOfWindow(cursor)
  return cursor.at
}

/** Moves past `word` when it stands at the cursor as a whole token. */
export const takeKeyword = (cursor: Cursor, word: string): boolean => {
  const start = cursor.at
  const end = skipRegular(cursor)
  if (end - start === word.length && startsWith(cursor.bytes, start, word)) return true
  cursor.at = start
  return false
}

export const startsWith = (bytes: Uint8Array, at: number, word: string): boolean => {
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word.charCodeAt(index)) return false
  }
  return true
}

/**
 * Reads at a position with a small window, and again with a larger one while what stands there is
 * not complete.
 *
 * @throws PdfError ERR_PDF_TRUNCATED, ERR_PDF_TOO_LARGE, and what `parse` throws
 */
export const readWindow = <T>(
  source: RandomAccess,
  position: number,
  firstLength: number,
  parse: (cursor: Cursor) => T,
): T => {
  const available = source.size - position
  for (let length = firstLength; ; length *= 4) {
    const final = length >= available
    try {
      return parse(cursorOver(source.read(position, Math.min(length, available)), final))
    } catch (error) {
      if (error !== windowTooSmall) throw error
      if (length >= limits.objectBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'an object is larger than the limit')
    }
  }
}
