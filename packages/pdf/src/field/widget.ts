import type { Rectangle } from '../document/widget-rectangle.ts'
import { PdfError } from '../pdf-error.ts'
import type { Body, StreamBody } from '../revision/body.ts'
import { type Revision, referenceTo, referenceToObject } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'

/** Print (4) and Locked (128), ISO 32000-2 table 167. PDF/A demands the first. */
const annotationFlags = 132

const largestCoordinate = 1_000_000

/** What a signature field and its only widget say; numbers are those of objects. */
export interface WidgetEntries {
  readonly name: string
  readonly label: string
  readonly page: Located<PdfDictionary>
  readonly rect: Rectangle
  readonly structParent: number | null
  readonly value: number | null
  readonly appearance: number | null
}

/** A signature field merged with its only widget (ISO 32000-2 12.5.6.19, 12.7.5.5). */
export const signatureWidget = (revision: Revision, entries: WidgetEntries): Body => {
  const { name, label, page, rect, structParent } = entries
  const appearance = referenceTo(entries.appearance ?? revision.add(emptyAppearance(rect)))
  const structure = structParent === null ? '' : `/StructParent ${structParent}`
  const value = entries.value === null ? '' : `/V ${referenceTo(entries.value)}`
  return [
    '<</Type/Annot/Subtype/Widget/FT/Sig/T',
    { text: name },
    '/TU',
    { text: label },
    `/F ${annotationFlags}/Rect[${rect.map(pdfNumber).join(' ')}]/P ${referenceToObject(page.object)}/AP<</N ${appearance}>>${structure}${value}>>`,
  ]
}

/** PDF 2.0 demands an appearance wherever the rectangle has an area (ISO 32000-2 12.5.5), PDF/A-1 everywhere (6.9). */
const emptyAppearance = ([left, bottom, right, top]: Rectangle): StreamBody => {
  const box = `[0 0 ${pdfNumber(right - left)} ${pdfNumber(top - bottom)}]`
  return { entries: [`/Type/XObject/Subtype/Form/BBox${box}/Resources<<>>`], data: new Uint8Array(0) }
}

/** A number that can be written as a coordinate. */
export const isCoordinate = (value: number): boolean => Math.abs(value) <= largestCoordinate

/** A real number without exponent, ISO 32000-2 7.3.3, to four decimals. */
export const pdfNumber = (value: number): string => {
  if (!isCoordinate(value)) throw new PdfError('ERR_PDF_RECT_INVALID', 'a coordinate is no usable number')
  return value
    .toFixed(4)
    .replace(/\.?0+$/, '')
    .replace(/^-0$/, '0')
}
