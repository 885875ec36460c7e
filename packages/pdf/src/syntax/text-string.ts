/** PDFDocEncoding where it differs from ISO 8859-1 (ISO 32000-2 Annex D.2), by code. */
const pdfDocSpecials = new Map<number, string>([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((character, index) => [0x18 + index, character] as const),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((character, index) => [0x80 + index, character] as const),
  [0xa0, '€'] as const,
])

const latin1Characters = /^[\t\n\r\x20-\x7e\xa1-\xac\xae-\xff]*$/

/**
 * A text string object (ISO 32000-2 7.9.2.2) in ASCII bytes: a literal string in PDFDocEncoding
 * where its characters allow that, else hexadecimal UTF-16BE. Unpaired surrogates become U+FFFD.
 */
export const textString = (text: string): string => (latin1Characters.test(text) ? literal(text) : utf16(text))

/** The bytes of {@link textString} before they are written as an object. */
export const textStringBytes = (text: string): Uint8Array =>
  latin1Characters.test(text)
    ? Buffer.from(text, 'latin1')
    : Buffer.from(`\ufeff${text.toWellFormed()}`, 'utf16le').swap16()

const pdfDocCodes = new Map(Array.from(pdfDocSpecials, ([code, character]) => [character, code]))

/** The text in PDFDocEncoding, or null when that lacks one of its characters. */
export const pdfDocBytes = (text: string): Uint8Array | null => {
  const codes = Array.from(text, (character) =>
    latin1Characters.test(character) ? character.charCodeAt(0) : pdfDocCodes.get(character),
  )
  return codes.every((code) => code !== undefined) ? Uint8Array.from(codes) : null
}

const literal = (text: string): string => `(${text.replace(/[^\x20-\x7e]|[()\\]/g, escaped)})`

const escaped = (character: string): string => {
  if ('()\\'.includes(character)) return `\\${character}`
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`
}

const utf16 = (text: string): string =>
  `<FEFF${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex').toUpperCase()}>`

/** The text a text string's bytes stand for: UTF-16BE, UTF-8 (PDF 2.0) or PDFDocEncoding. Untrusted. */
export const decodeTextString = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3))
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return text.replace(/[^\x20-\x7f\xa1-\xff]/g, (character) => pdfDocSpecials.get(character.charCodeAt(0)) ?? character)
}
