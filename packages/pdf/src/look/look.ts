import { createHash } from 'node:crypto'
import { entry, ofKind } from '../document/access.ts'
import { terminalSignatureFields } from '../document/signature-fields.ts'
import { widgetRectangle } from '../document/widget-rectangle.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { type Content, type Part, writtenBytes } from '../revision/body.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'
import { writtenContent } from '../revision/written-content.ts'
import { copyGraph, type PortableObject } from './portable-object.ts'

/** An appearance stream with everything it needs, ready to be put into any file. */
export interface Look {
  /** The form XObject first, then what it refers to, in order of first mention. */
  readonly objects: readonly PortableObject[]
  /**
   * SHA-256 over the objects as they stand in a file that is not encrypted, with their numbers among each
   * other instead of those of the file. {@link lookDigest} gives the same for a file that holds the look.
   */
  readonly sha256: Uint8Array
  /** It has a soft mask, which not every PDF/A allows: `allowsTransparency`. */
  readonly transparent: boolean
}

/**
 * Makes a look of an appearance's objects.
 *
 * @throws PdfError ERR_PDF_TOO_LARGE when {@link lookDigest} would refuse to read it
 */
export const lookOf = (objects: readonly PortableObject[], transparent: boolean): Look => {
  const bytes = objects.reduce((sum, { data }) => sum + (data?.length ?? 0) + dictionaryBytes, 0)
  if (bytes > limits.lookBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'an appearance is too large')
  return { objects, sha256: digestOf(objects), transparent }
}

/** More than the dictionary of any object but the widths of a font takes. */
const dictionaryBytes = 4096

/** Adds the objects of a look to a revision; gives the number of the form XObject. */
export const addLook = (revision: Revision, look: Look): number => {
  const numbers = look.objects.map(() => revision.reserve())
  look.objects.forEach((object, index) => {
    revision.put(
      numbers[index] as number,
      contentOf(object, (place) => numbers[place] as number),
    )
  })
  return numbers[0] as number
}

/**
 * SHA-256 of what a signature field shows, as {@link Look.sha256}: for comparing the appearance in
 * a file with the one that was agreed to. Null when the field has no normal appearance, or no area to
 * show it in. Of several widgets it is the first that can be seen.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE and the codes of reading an object
 */
export const lookDigest = (doc: PdfDocument, fieldName: string): Uint8Array | null => {
  const field = terminalSignatureFields(doc).find(({ name }) => name === fieldName)
  const widget = field?.widgets.find((candidate) => widgetRectangle(doc, candidate) !== null)
  const appearances = widget && ofKind(entry(doc, widget, 'AP'), 'dictionary')
  const normal = appearances && ofKind(entry(doc, appearances, 'N'), 'dictionary')
  if (!normal || normal.object.streamStart === null) return null
  // In an encrypted file what stands there differs from what is shown.
  return digestOf(copyGraph(doc, normal.object, doc.encryption === null))
}

/** The object with its references among the set replaced by those of a file. */
const contentOf = ({ parts, data }: PortableObject, numberOf: (index: number) => number): Content => {
  const body = parts.map((part): Part => (typeof part === 'number' ? referenceTo(numberOf(part)) : part))
  return data === null ? body : { entries: body, data }
}

const digestOf = (objects: readonly PortableObject[]): Uint8Array => {
  const hash = createHash('sha256')
  objects.forEach((object, index) => {
    hash.update(`${index} 0 obj\n`)
    hash.update(writtenBytes(writtenContent(contentOf(object, (place) => place))))
    hash.update('\nendobj\n')
  })
  return hash.digest()
}
