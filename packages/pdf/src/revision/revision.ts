import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { isWhiteSpace } from '../syntax/characters.ts'
import type { Located, PdfArray, PdfDictionary, PdfObject, PdfValue } from '../syntax/value.ts'
import type { Body, Content } from './body.ts'
import { type Increment, type RevisionObject, writeIncrement } from './increment.ts'
import { visitReferencesFrom } from './references-from.ts'
import { type Splice, splicedBody } from './splice.ts'

/** An incremental update in the making (ISO 32000-2 7.5.6). Nothing of the file is rewritten. */
export interface Revision {
  readonly doc: PdfDocument
  /** A new object number, to be filled by `put`. @throws PdfError ERR_PDF_TOO_MANY */
  reserve(): number
  /** The content of a reserved object. */
  put(number: number, content: Content): void
  /** A new object; gives its number. */
  add(content: Content): number
  /**
   * Sets an entry of a dictionary of the file; `value` is one PDF object. Texts are never given as a
   * string with their syntax, but as `[{ text }]`, which an encrypted file encrypts.
   *
   * @throws PdfError ERR_PDF_DUPLICATE_KEY
   */
  setEntry(dictionary: Located<PdfDictionary>, key: string, value: string | Body): void
  /** @throws PdfError ERR_PDF_DUPLICATE_KEY */
  removeEntry(dictionary: Located<PdfDictionary>, key: string): void
  /**
   * Makes an entry that is there, as one value, an array of that value and these items; the value stays byte for byte.
   *
   * @throws PdfError ERR_PDF_DUPLICATE_KEY
   */
  extendEntry(dictionary: Located<PdfDictionary>, key: string, items: string | Body): void
  /** Adds items at the end of an array of the file. */
  appendItems(array: Located<PdfArray>, items: string | Body): void
  /**
   * The bytes to append to the file.
   *
   * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_TOO_LARGE; ERR_PDF_NEEDS_REWRITE when numbers that were given out are
   * taken
   */
  build(): Increment
}

/** Text of a reference to an object of generation 0. */
export const referenceTo = (number: number): string => `${number} 0 R`

/** Text of a reference to an object of the file. */
export const referenceToObject = ({ number, generation }: Pick<PdfObject, 'number' | 'generation'>): string =>
  `${number} ${generation} R`

/**
 * Starts an incremental update of an open document.
 *
 * @throws PdfError ERR_PDF_NEEDS_REWRITE when the file is damaged and signed: writing its cross-reference
 * anew would change what readers make of the part that was signed; ERR_PDF_ENCRYPTED when it holds a message
 * authentication code (ISO/TS 32004), which nothing may be appended to without making it anew
 */
export const createRevision = (doc: PdfDocument): Revision => {
  requireUnsignedWhenRecovered(doc)
  if (doc.trailer.dictionary.entries.has('AuthCode'))
    throw new PdfError('ERR_PDF_ENCRYPTED', 'the file is protected by a message authentication code')
  const added = new Map<number, Content>()
  const changed = new Map<number, { object: PdfObject; splices: Splice[] }>()
  const first = doc.nextNumber
  let next = first

  const splice = (object: PdfObject, start: number, end: number, body: Body): void => {
    const known = changed.get(object.number)
    if (known === undefined) changed.set(object.number, { object, splices: [{ start, end, body }] })
    else known.splices.push({ start, end, body })
  }

  const reserve = (): number => {
    // A reference to an object that is not there means null (ISO 32000-2 7.3.10), and must not come to mean ours.
    while (doc.isNamed(next)) next += 1
    if (next > limits.objectNumber) throw new PdfError('ERR_PDF_TOO_MANY', 'no free object number')
    next += 1
    return next - 1
  }

  return {
    doc,
    reserve,
    put: (number, content) => void added.set(number, content),
    add(content) {
      const number = reserve()
      added.set(number, content)
      return number
    },
    setEntry({ object, value }, key, given) {
      requireUnambiguous(value)
      const body = bodyOf(given)
      const known = value.entries.get(key)?.value
      if (known === undefined) splice(object, value.end - 2, value.end - 2, [`/${key} `, ...body])
      else splice(object, known.start, known.end, [separator(object, known), ...body])
    },
    extendEntry({ object, value }, key, items) {
      requireUnambiguous(value)
      const known = value.entries.get(key)?.value
      if (known === undefined) return
      splice(object, known.start, known.start, ['['])
      splice(object, known.end, known.end, [' ', ...bodyOf(items), ']'])
    },
    removeEntry({ object, value }, key) {
      requireUnambiguous(value)
      const known = value.entries.get(key)
      if (known !== undefined) splice(object, known.keyStart, known.value.end, [' '])
    },
    appendItems: ({ object, value }, items) => splice(object, value.end - 1, value.end - 1, [' ', ...bodyOf(items)]),
    build() {
      for (const { object } of changed.values()) visitReferencesFrom(first, object.value, doc.object)
      requireFreeNumbers(doc, first, [...added.keys()])
      const objects: RevisionObject[] = Array.from(added, ([number, content]) => ({ number, generation: 0, content }))
      for (const { object, splices } of changed.values()) {
        objects.push({
          number: object.number,
          generation: object.generation,
          content: splicedBody(object, splices, doc.encryption !== null),
        })
      }
      return writeIncrement(doc, objects, next)
    },
  }
}

const bodyOf = (given: string | Body): Body => (typeof given === 'string' ? [given] : given)

const requireUnsignedWhenRecovered = ({ recovery }: PdfDocument): void => {
  if (recovery?.signed) throw new PdfError('ERR_PDF_NEEDS_REWRITE', 'the file is damaged and signed')
}

/**
 * Searching a damaged file, which may have become necessary since, may find objects that no section named; and what was
 * read since may name objects that are not there.
 */
const requireFreeNumbers = (doc: PdfDocument, first: number, given: readonly number[]): void => {
  requireUnsignedWhenRecovered(doc)
  if (doc.nextNumber > first || given.some(doc.isNamed))
    throw new PdfError('ERR_PDF_NEEDS_REWRITE', 'object numbers that were given out turned out to be taken')
}

/** White space that keeps a new value apart from its key. */
const separator = (object: PdfObject, value: PdfValue): string =>
  isWhiteSpace(object.bytes[value.start - 1]) ? '' : ' '

const requireUnambiguous = (dictionary: PdfDictionary): void => {
  if (dictionary.ambiguous) throw new PdfError('ERR_PDF_DUPLICATE_KEY', 'a dictionary names one key twice')
}
