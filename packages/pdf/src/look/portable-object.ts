import { stringBytesOf } from '../document/access.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { PdfDictionary, PdfObject, PdfReference, PdfString, PdfValue } from '../syntax/value.ts'

/** Bytes, the bytes of a string object, or the index of another object of the same set, where a reference stands. */
export type PortablePart = Uint8Array | { readonly string: Uint8Array } | number

/** The content of an indirect object that can get any number, in any file. */
export interface PortableObject {
  /** The object; where there is `data`, the entries of its dictionary without /Length and delimiters. */
  readonly parts: readonly PortablePart[]
  /** Encoded data of a stream; null when it is none. */
  readonly data: Uint8Array | null
}

/**
 * An object and all it refers to, out of an open document, in order of first mention. References to missing
 * objects become `null`.
 *
 * @param verbatim every other byte as it stands in the file; else strings and the length of streams are written
 * anew, as a file that is not encrypted would have them
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE and the codes of reading an object
 */
export const copyGraph = (doc: PdfDocument, root: PdfObject, verbatim: boolean): PortableObject[] => {
  const order: PdfObject[] = [root]
  const indexes = new Map<number, number>([[root.number, 0]])
  const copied: PortableObject[] = []
  let bytes = 0

  const indexOf = (reference: PdfReference): number | null => {
    const known = indexes.get(reference.number)
    if (known !== undefined) return known
    const object = doc.referenced(reference)
    if (object === null) return null
    if (order.length >= limits.lookObjects) throw new PdfError('ERR_PDF_TOO_MANY', 'an appearance has too many objects')
    indexes.set(reference.number, order.length)
    return order.push(object) - 1
  }

  for (const object of order) {
    const data = object.streamStart === null ? null : doc.streamData(object).slice()
    bytes += object.value.end - object.value.start + (data?.length ?? 0)
    if (bytes > limits.lookBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'an appearance is too large')
    copied.push(
      verbatim ? asItStands(object, data, indexOf) : { parts: portable(object, data !== null, indexOf), data },
    )
  }
  return copied
}

const asItStands = (
  { value, bytes }: PdfObject,
  data: Uint8Array | null,
  indexOf: (reference: PdfReference) => number | null,
): PortableObject => {
  const parts: PortablePart[] = []
  let at = value.start
  for (const leaf of leavesIn(value).sort((a, b) => a.start - b.start)) {
    if (leaf.kind !== 'reference') continue
    parts.push(bytes.slice(at, leaf.start), indexOf(leaf) ?? nullObject)
    at = leaf.end
  }
  parts.push(bytes.slice(at, value.end))
  if (data !== null) parts.push(streamBegin, data, streamEnd)
  return { parts, data: null }
}

const streamBegin = Buffer.from('\nstream\n')
const streamEnd = Buffer.from('\nendstream')

/** A span that is not copied as it is, and what stands there instead. */
interface Cut {
  readonly start: number
  readonly end: number
  readonly part: PortablePart | null
}

const portable = (
  object: PdfObject,
  isStream: boolean,
  indexOf: (reference: PdfReference) => number | null,
): PortablePart[] => {
  const { value, bytes } = object
  const inset = isStream ? 2 : 0
  const parts: PortablePart[] = []
  let at = value.start + inset
  for (const { start, end, part } of cutsOf(object, isStream, indexOf)) {
    if (start > at) parts.push(bytes.slice(at, start))
    if (part !== null) parts.push(part)
    at = end
  }
  if (value.end - inset > at) parts.push(bytes.slice(at, value.end - inset))
  return parts
}

const cutsOf = (
  object: PdfObject,
  isStream: boolean,
  indexOf: (reference: PdfReference) => number | null,
): readonly Cut[] => {
  const length = isStream ? (object.value as PdfDictionary).entries.get('Length') : undefined
  const cuts = leavesIn(object.value).flatMap((leaf): Cut[] => {
    if (leaf === length?.value) return []
    const part = leaf.kind === 'string' ? { string: stringBytesOf({ object, value: leaf }) } : indexOf(leaf)
    return [{ start: leaf.start, end: leaf.end, part: part ?? nullObject }]
  })
  if (length !== undefined) cuts.push({ start: length.keyStart, end: length.value.end, part: null })
  return cuts.sort((a, b) => a.start - b.start)
}

const nullObject = Buffer.from('null')

/** References and strings in a value, in the order of first mention of their keys. */
const leavesIn = (value: PdfValue): (PdfReference | PdfString)[] => {
  if (value.kind === 'reference' || value.kind === 'string') return [value]
  if (value.kind === 'array') return value.items.flatMap(leavesIn)
  if (value.kind !== 'dictionary') return []
  return Array.from(value.entries.values(), (held) => leavesIn(held.value)).flat()
}
