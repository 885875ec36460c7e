import { hexDigit, latin1 } from './characters.ts'
import type { PdfString } from './value.ts'

/** The bytes a string object stands for, ISO 32000-2 7.3.4. */
export const stringBytes = (string: PdfString): Uint8Array =>
  string.hexadecimal ? hexadecimalBytes(string) : literalBytes(string)

/** A string object with these bytes, in ASCII. */
export const hexadecimalString = (bytes: Uint8Array): string =>
  `<${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase()}>`

/** A missing last digit counts as 0 (7.3.4.3). */
const hexadecimalBytes = ({ bytes, start, end }: PdfString): Uint8Array => {
  const plain = pairsOfDigits(bytes, start + 1, end - 1)
  if (plain !== null) return plain
  const out = new Uint8Array((end - start - 1) >> 1)
  let digits = 0
  for (let at = start + 1; at < end - 1; at += 1) {
    const digit = hexDigit(bytes[at])
    if (digit < 0) continue
    out[digits >> 1] = (out[digits >> 1] as number) | (digits % 2 === 0 ? digit << 4 : digit)
    digits += 1
  }
  return out.subarray(0, (digits + 1) >> 1)
}

/** The bytes of a span that is nothing but pairs of digits, as long strings nearly always are; else null. */
export const pairsOfDigits = (bytes: Uint8Array, start: number, end: number): Uint8Array | null => {
  // Decoding stops at the first byte that is no digit.
  const decoded = Buffer.from(latin1(bytes, start, end), 'hex')
  return decoded.length * 2 === end - start ? decoded : null
}

const escapes: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 }

const literalBytes = ({ bytes, start, end }: PdfString): Uint8Array => {
  const out = new Uint8Array(end - start - 2)
  let length = 0
  for (let at = start + 1; at < end - 1; at += 1) {
    const byte = bytes[at] as number
    if (byte === 0x5c) {
      const { value, last } = escaped(bytes, at + 1)
      at = last
      if (value >= 0) out[length++] = value
    } else if (byte === 13) {
      // An end-of-line marker within a string is one LF (7.3.4.2).
      out[length++] = 10
      if (bytes[at + 1] === 10) at += 1
    } else {
      out[length++] = byte
    }
  }
  return out.subarray(0, length)
}

/** What follows a reverse solidus: its byte, or -1 for a line continuation, and its last position. */
const escaped = (bytes: Uint8Array, at: number): { value: number; last: number } => {
  const byte = bytes[at] as number
  if (byte === 13) return { value: -1, last: bytes[at + 1] === 10 ? at + 1 : at }
  if (byte === 10) return { value: -1, last: at }
  if (!isOctal(byte)) return { value: escapes[byte] ?? byte, last: at }
  let value = 0
  let last = at - 1
  while (last - at < 2 && isOctal(bytes[last + 1])) {
    last += 1
    value = value * 8 + (bytes[last] as number) - 48
  }
  return { value: value & 0xff, last }
}

const isOctal = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 55
