import { pdfDocBytes } from '../syntax/text-string.ts'

/**
 * A password as revisions 2 to 4 take it (ISO 32000-2 7.6.4.3.2): PDFDocEncoding. One that has characters
 * beyond that is taken in UTF-8, as some writers do.
 */
export const legacyPassword = (password: string): Uint8Array => pdfDocBytes(password) ?? Buffer.from(password, 'utf8')

/**
 * A password as revisions 5 and 6 take it (ISO 32000-2 7.6.4.3.3): SASLprep (RFC 4013) as far as it maps
 * characters, at most 127 bytes of UTF-8.
 */
export const unicodePassword = (password: string): Uint8Array =>
  Buffer.from(password.replace(otherSpaces, ' ').replace(mappedToNothing, '').normalize('NFKC'), 'utf8').subarray(
    0,
    127,
  )

/** RFC 3454 table C.1.2. */
const otherSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/** RFC 3454 table B.1. */
const mappedToNothing = /\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/g
