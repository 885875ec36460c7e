import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { PdfObject, PdfReference, PdfValue } from '../syntax/value.ts'

/** Bytes, or the index of another object of the same set, where a reference stands. */
export type PortablePart = Uint8Array | number

/** The content of an indirect object that can get any number. */
export type PortableObject = readonly PortablePart[]

/**
 * An object and all it refers to, out of an open document: byte-exact but for the references, in
 * order of first mention. References to missing objects become `null`.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE and the codes of reading an object
 */
export const copyGraph = (doc: PdfDocument, root: PdfObject): PortableObject[] => {
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
    const parts = portable(doc, object, indexOf)
    bytes += parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 0 : part.length), 0)
    if (bytes > limits.lookBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'an appearance is too large')
    copied.push(parts)
  }
  return copied
}

const portable = (
  doc: PdfDocument,
  object: PdfObject,
  indexOf: (reference: PdfReference) => number | null,
): PortableObject => {
  const parts: PortablePart[] = []
  let at = object.value.start
  for (const reference of referencesIn(object.value)) {
    parts.push(object.bytes.slice(at, reference.start), indexOf(reference) ?? nullObject)
    at = reference.end
  }
  parts.push(object.bytes.slice(at, object.value.end))
  if (object.streamStart !== null) parts.push(streamBegin, doc.streamData(object).slice(), streamEnd)
  return parts
}

const nullObject = Buffer.from('null')
const streamBegin = Buffer.from('\nstream\n')
const streamEnd = Buffer.from('\nendstream')

/** References in a value, in the order of its bytes. */
export const referencesIn = (value: PdfValue): PdfReference[] => {
  if (value.kind === 'reference') return [value]
  if (value.kind === 'array') return value.items.flatMap(referencesIn)
  if (value.kind !== 'dictionary') return []
  const references = Array.from(value.entries.values(), (held) => referencesIn(held.value)).flat()
  return references.sort((a, b) => a.start - b.start)
}
