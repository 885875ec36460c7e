import { limits } from '../limits.ts'
import type { RandomAccess } from '../random-access.ts'
import { isDigit, isRegular, isWhiteSpace } from '../syntax/characters.ts'
import { unsignedInteger } from '../syntax/parse-value.ts'

/** Longest `N G obj`, with room for white space. */
const longestHeader = 48

/** The `N G obj` of an object. */
export interface ObjectHeader {
  readonly number: number
  readonly generation: number
  readonly start: number
  /** Position after `obj`. */
  readonly end: number
}

/** Reads `N G ` backwards from `obj`, not beyond `from`. */
export const headerBefore = (source: RandomAccess, from: number, keyword: number): ObjectHeader | null => {
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
