import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { isWhiteSpace } from '../syntax/characters.ts'
import type { Located, PdfArray, PdfDictionary, PdfObject } from '../syntax/value.ts'
import type { Body } from './body.ts'
import { type Increment, type RevisionObject, writeIncrement } from './increment.ts'
import { type Splice, splicedBody } from './splice.ts'

/** An incremental update in the making (ISO 32000-2 7.5.6). Nothing of the file is rewritten. */
export interface Revision {
  readonly doc: PdfDocument
  /** A new object number, to be filled by `put`. @throws PdfError ERR_PDF_TOO_MANY */
  reserve(): number
  /** The content of a reserved object. */
  put(number: number, body: Body): void
  /** A new object; gives its number. */
  add(body: Body): number
  /**
   * Sets an entry of a dictionary of the file; `text` is a PDF object in ASCII.
   *
   * @throws PdfError ERR_PDF_DUPLICATE_KEY
   */
  setEntry(dictionary: Located<PdfDictionary>, key: string, text: string): void
  /** @throws PdfError ERR_PDF_DUPLICATE_KEY */
  removeEntry(dictionary: Located<PdfDictionary>, key: string): void
  /** Adds items at the end of an array of the file. */
  appendItems(array: Located<PdfArray>, text: string): void
  /** The bytes to append to the file. @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_TOO_LARGE */
  build(): Increment
}

/** Text of a reference to an object of generation 0. */
export const referenceTo = (number: number): string => `${number} 0 R`

/** Text of a reference to an object of the file. */
export const referenceToObject = ({ number, generation }: PdfObject): string => `${number} ${generation} R`

/** Starts an incremental update of an open document. */
export const createRevision = (doc: PdfDocument): Revision => {
  const added = new Map<number, Body>()
  const changed = new Map<number, { object: PdfObject; splices: Splice[] }>()
  let next = doc.nextNumber

  const splice = (object: PdfObject, start: number, end: number, text: string): void => {
    const known = changed.get(object.number)
    if (known === undefined) changed.set(object.number, { object, splices: [{ start, end, text }] })
    else known.splices.push({ start, end, text })
  }

  const reserve = (): number => {
    if (next > limits.objectNumber) throw new PdfError('ERR_PDF_TOO_MANY', 'no free object number')
    next += 1
    return next - 1
  }

  return {
    doc,
    reserve,
    put: (number, body) => void added.set(number, body),
    add(body) {
      const number = reserve()
      added.set(number, body)
      return number
    },
    setEntry({ object, value }, key, text) {
      requireUnambiguous(value)
      const known = value.entries.get(key)
      if (known === undefined) splice(object, value.end - 2, value.end - 2, `/${key} ${text}`)
      else
        splice(
          object,
          known.value.start,
          known.value.end,
          isWhiteSpace(object.bytes[known.value.start - 1]) ? text : ` ${text}`,
        )
    },
    removeEntry({ object, value }, key) {
      requireUnambiguous(value)
      const known = value.entries.get(key)
      if (known !== undefined) splice(object, known.keyStart, known.value.end, ' ')
    },
    appendItems: ({ object, value }, text) => splice(object, value.end - 1, value.end - 1, ` ${text}`),
    build() {
      const objects: RevisionObject[] = Array.from(added, ([number, body]) => ({ number, generation: 0, body }))
      for (const { object, splices } of changed.values()) {
        objects.push({ number: object.number, generation: object.generation, body: splicedBody(object, splices) })
      }
      return writeIncrement(doc, objects, next)
    },
  }
}

const requireUnambiguous = (dictionary: PdfDictionary): void => {
  if (dictionary.ambiguous) throw new PdfError('ERR_PDF_DUPLICATE_KEY', 'a dictionary names one key twice')
}
