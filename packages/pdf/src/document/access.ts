import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { stringBytes } from '../syntax/string-bytes.ts'
import { decodeTextString } from '../syntax/text-string.ts'
import type { Located, PdfArray, PdfDictionary, PdfObject, PdfString, PdfValue } from '../syntax/value.ts'

type Kind = PdfValue['kind']
type OfKind<K extends Kind> = Extract<PdfValue, { kind: K }>

/**
 * Follows references from a value that stands in `object`. Null for `null`, a missing object and an
 * endless chain, which ISO 32000-2 7.3.10 all takes for null. What comes back is the file's word, untrusted.
 *
 * @throws PdfError the codes of reading an object: ERR_PDF_SYNTAX, ERR_PDF_TRUNCATED,
 * ERR_PDF_OBJECT_MISMATCH, ERR_PDF_XREF_INVALID, ERR_PDF_STREAM_INVALID, ERR_PDF_FILTER_UNSUPPORTED,
 * ERR_PDF_ENCRYPTION_INVALID, ERR_PDF_LOOP, ERR_PDF_TOO_DEEP, ERR_PDF_TOO_LARGE, ERR_PDF_TOO_MANY
 */
export const follow = (doc: PdfDocument, object: PdfObject, value: PdfValue | undefined): Located | null => {
  let here: Located | null = value === undefined ? null : { object, value }
  for (let steps = 0; here?.value.kind === 'reference'; steps += 1) {
    const next = steps < limits.references ? doc.referenced(here.value) : null
    here = next && { object: next, value: next.value }
  }
  return here === null || here.value.kind === 'null' ? null : here
}

/** An entry of a dictionary with references followed, or null when it is absent. @throws PdfError as {@link follow} */
export const entry = (doc: PdfDocument, dictionary: Located<PdfDictionary>, key: string): Located | null =>
  follow(doc, dictionary.object, dictionary.value.entries.get(key)?.value)

/** An item of an array with references followed; null when it is absent. @throws PdfError as {@link follow} */
export const item = (doc: PdfDocument, array: Located<PdfArray>, index: number): Located | null =>
  follow(doc, array.object, array.value.items[index])

/** Narrows a located value; null when it is of another kind. Reads nothing and never throws. */
export const ofKind = <K extends Kind>(located: Located | null, kind: K): Located<OfKind<K>> | null =>
  located?.value.kind === kind ? (located as Located<OfKind<K>>) : null

/**
 * An entry that must be of this kind where it is present.
 *
 * @throws PdfError ERR_PDF_STRUCTURE; as {@link follow}
 */
export const typedEntry = <K extends Kind>(
  doc: PdfDocument,
  dictionary: Located<PdfDictionary>,
  key: string,
  kind: K,
): Located<OfKind<K>> | null => {
  const found = entry(doc, dictionary, key)
  if (found === null) return null
  const typed = ofKind(found, kind)
  if (typed === null) throw new PdfError('ERR_PDF_STRUCTURE', `/${key} is no ${kind}`)
  return typed
}

/** The entry as a name, `#xx` decoded, or null when it is no name. Untrusted. @throws PdfError as {@link follow} */
export const nameEntry = (doc: PdfDocument, dictionary: Located<PdfDictionary>, key: string): string | null =>
  ofKind(entry(doc, dictionary, key), 'name')?.value.name ?? null

/** The entry as a safe integer, or null when it is none. Untrusted. @throws PdfError as {@link follow} */
export const integerEntry = (doc: PdfDocument, dictionary: Located<PdfDictionary>, key: string): number | null => {
  const value = ofKind(entry(doc, dictionary, key), 'number')?.value.value
  return Number.isSafeInteger(value) ? (value as number) : null
}

/** The bytes a string of the file stands for, decrypted. @throws PdfError ERR_PDF_ENCRYPTION_INVALID */
export const stringBytesOf = ({ object, value }: Located<PdfString>): Uint8Array => {
  const bytes = stringBytes(value)
  return object.decryptString === null ? bytes : object.decryptString(bytes)
}

/**
 * The entry as text (ISO 32000-2 7.9.2.2), decrypted, or null when it is no string. Untrusted.
 *
 * @throws PdfError ERR_PDF_ENCRYPTION_INVALID, ERR_PDF_TOO_LARGE; as {@link follow}
 */
export const textEntry = (doc: PdfDocument, dictionary: Located<PdfDictionary>, key: string): string | null => {
  const string = ofKind(entry(doc, dictionary, key), 'string')
  if (string === null) return null
  doc.spendText(lengthOf(string))
  return decodeTextString(stringBytesOf(string))
}

/**
 * The strings among the items of a list, as text. Untrusted.
 *
 * @throws PdfError ERR_PDF_ENCRYPTION_INVALID; as {@link stringsIn}
 */
export const textsIn = (doc: PdfDocument, array: Located<PdfArray>): string[] =>
  stringsIn(doc, array).map((string) => decodeTextString(stringBytesOf(string)))

/**
 * The strings among the items of a list. Many items may be one large string.
 *
 * @throws PdfError ERR_PDF_TOO_LARGE; as {@link itemsIn}
 */
export const stringsIn = (doc: PdfDocument, array: Located<PdfArray>): Located<PdfString>[] => {
  const strings = itemsIn(doc, array, 'string')
  const bytes = strings.reduce((sum, string) => sum + lengthOf(string), 0)
  if (bytes > limits.listBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'the texts of a list are too long')
  doc.spendText(bytes)
  return strings
}

const lengthOf = ({ value }: Located<PdfString>): number => value.end - value.start

/** Going through one item costs about as much as decoding so many bytes. */
const itemBytes = 16

/**
 * The items of this kind in a list that is read as a whole.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE; as {@link follow}
 */
export const itemsIn = <K extends Kind>(doc: PdfDocument, array: Located<PdfArray>, kind: K): Located<OfKind<K>>[] => {
  const { items } = array.value
  if (items.length > limits.listItems) throw new PdfError('ERR_PDF_TOO_MANY', 'a list has too many items')
  doc.spendText(items.length * itemBytes)
  return items.flatMap((_, index) => ofKind(item(doc, array, index), kind) ?? [])
}

/** More than any array of numbers that is asked for has. */
const mostNumbers = 64

/** Items of a short array as finite numbers, or null when any is none. Untrusted. @throws PdfError as {@link follow} */
export const numbersOf = (doc: PdfDocument, array: Located<PdfArray> | null): number[] | null => {
  if (array === null || array.value.items.length > mostNumbers) return null
  const numbers = array.value.items.map(
    (_, index) => ofKind(item(doc, array, index), 'number')?.value.value ?? Number.NaN,
  )
  return numbers.every((number) => Number.isFinite(number)) ? numbers : null
}
