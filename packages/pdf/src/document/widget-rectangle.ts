import type { PdfDocument } from '../file/open-pdf.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { entry, numbersOf, ofKind } from './access.ts'
import { normalisedRectangle } from './pages.ts'

/** Left, bottom, right, top in default user space units. */
export type Rectangle = readonly [number, number, number, number]

/** Whether a field with this rectangle can be seen. */
export const hasArea = ([left, bottom, right, top]: Rectangle): boolean => right > left && top > bottom

/** Where a widget can be seen on its page, or null when it has no area. */
export const widgetRectangle = (doc: PdfDocument, widget: Located<PdfDictionary>): Rectangle | null => {
  const rect = normalisedRectangle(numbersOf(doc, ofKind(entry(doc, widget, 'Rect'), 'array')))
  return rect !== null && hasArea(rect) ? rect : null
}
