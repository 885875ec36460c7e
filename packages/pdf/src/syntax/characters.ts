const table = (codes: readonly number[]): Uint8Array => {
  const flags = new Uint8Array(256)
  for (const code of codes) flags[code] = 1
  return flags
}

const codesOf = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0))

/** White-space characters, ISO 32000-2 7.2.3 table 1: NUL, HT, LF, FF, CR, SP. */
const whiteSpace = table([0, 9, 10, 12, 13, 32])
/** Delimiters, ISO 32000-2 7.2.3 table 2. */
const delimiters = table(codesOf('()<>[]{}/%'))

export const isWhiteSpace = (byte: number | undefined): boolean => byte !== undefined && whiteSpace[byte] === 1
export const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && whiteSpace[byte] === 0 && delimiters[byte] === 0
export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57

/** Value of a hexadecimal digit, or -1. */
export const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 0x20
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** The same memory with the methods of a Buffer; nothing is copied. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Byte string as text, one character per byte. */
export const latin1 = (bytes: Uint8Array, start = 0, end = bytes.length): string =>
  asBuffer(bytes).toString('latin1', start, end)
