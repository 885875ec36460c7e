import type { PdfDocument } from '../file/open-pdf.ts'
import { parseDateString } from '../syntax/date.ts'
import { pairsOfDigits, stringBytes } from '../syntax/string-bytes.ts'
import type { Located, PdfDictionary, PdfString } from '../syntax/value.ts'
import { entry, nameEntry, numbersOf, ofKind, textEntry } from './access.ts'

/** A signature dictionary as it stands in the file (ISO 32000-2 12.8.1). Nothing in it is verified. */
export interface SignatureDictionary {
  /** /Type: `Sig`, `DocTimeStamp` or absent. */
  readonly type: string | null
  readonly filter: string | null
  readonly subFilter: string | null
  /** Two ranges: start, length, start, length. */
  readonly byteRange: readonly [number, number, number, number]
  /** Decoded /Contents, with its padding. */
  readonly contents: Uint8Array
  /**
   * Where the hexadecimal string of /Contents stands in the file, delimiters included, end exclusive.
   * Null when it is a literal string, holds anything but pairs of digits, or lives in an object stream:
   * then no byte range can leave out exactly this string, and nothing else.
   */
  readonly contentsSpan: { readonly start: number; readonly end: number } | null
  /** /M. Claimed by the signer. */
  readonly signingTime: Date | null
  readonly name: string | null
  readonly reason: string | null
  readonly location: string | null
  /** /Cert is present, which PAdES forbids (EN 319 142-1 6.3). */
  readonly hasCert: boolean
}

/** Reads a signature dictionary; null when /ByteRange or /Contents are no two ranges and a string. */
export const readSignatureDictionary = (
  doc: PdfDocument,
  dictionary: Located<PdfDictionary>,
): SignatureDictionary | null => {
  const ranges = numbersOf(doc, ofKind(entry(doc, dictionary, 'ByteRange'), 'array'))
  const contents = ofKind(entry(doc, dictionary, 'Contents'), 'string')
  const valid = ranges?.length === 4 && ranges.every((value) => Number.isSafeInteger(value) && value >= 0)
  if (!valid || contents === null || dictionary.value.ambiguous) return null
  const position = contents.object.position
  const { start, end } = contents.value
  const base = (position ?? 0) + doc.headerOffset
  const time = textEntry(doc, dictionary, 'M')
  return {
    type: nameEntry(doc, dictionary, 'Type'),
    filter: nameEntry(doc, dictionary, 'Filter'),
    subFilter: nameEntry(doc, dictionary, 'SubFilter'),
    byteRange: ranges as [number, number, number, number],
    // Many fields may name one large signature: it is decoded when it is asked for.
    get contents() {
      return stringBytes(contents.value)
    },
    get contentsSpan() {
      return position === null || !isPairsOfDigits(contents.value) ? null : { start: base + start, end: base + end }
    },
    signingTime: time === null ? null : parseDateString(time),
    name: textEntry(doc, dictionary, 'Name'),
    reason: textEntry(doc, dictionary, 'Reason'),
    location: textEntry(doc, dictionary, 'Location'),
    hasCert: dictionary.value.entries.has('Cert'),
  }
}

/** No white space and no odd digit, both of which ISO 32000-2 7.3.4.3 would allow. */
const isPairsOfDigits = ({ bytes, start, end, hexadecimal }: PdfString): boolean =>
  hexadecimal && pairsOfDigits(bytes, start + 1, end - 1) !== null
