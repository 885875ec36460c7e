import { changeRules } from '../document/change-rules.ts'
import { formFields } from '../document/form-fields.ts'
import { findPage, normalisedRectangle } from '../document/pages.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { createRevision, type Revision } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { declareExtension } from './developer-extension.ts'
import { enterFields } from './interactive-form.ts'
import { addWidgets } from './page-annotations.ts'
import { structureTreeOf, tagWidgets } from './structure-tree.ts'
import { hasArea, type Rectangle, signatureWidget } from './widget.ts'

/** A signature field to be made. */
export interface NewSignatureField {
  /** Unique in the document, without full stop. */
  readonly name: string
  /** Counted from 1; the first page when absent. */
  readonly page?: number
  /** Two opposite corners in default user space units (1/72 inch, before page rotation); invisible when absent. */
  readonly rect?: Rectangle
  /** What assistive technology reads (/TU); the name when absent. */
  readonly label?: string
}

interface PlacedField {
  readonly name: string
  readonly label: string
  readonly rect: Rectangle
  readonly page: Located<PdfDictionary>
  readonly widget: number
}

/**
 * One incremental update with empty, named signature fields: the bytes to append to the file. Fields
 * are merged with their widgets, entered in form and page, and in a tagged document in the structure.
 *
 * @throws PdfError ERR_PDF_FIELD_NAME_INVALID, ERR_PDF_FIELD_EXISTS, ERR_PDF_PAGE_MISSING,
 * ERR_PDF_RECT_INVALID, ERR_PDF_CHANGE_FORBIDDEN, ERR_PDF_STRUCTURE, ERR_PDF_DUPLICATE_KEY,
 * ERR_PDF_TOO_LARGE, ERR_PDF_TOO_MANY and the codes of reading an object
 *
 * @example
 * const increment = appendSignatureFields(doc, [{ name: 'aanvrager', label: 'Handtekening aanvrager' }])
 */
export const appendSignatureFields = (doc: PdfDocument, fields: readonly NewSignatureField[]): Uint8Array => {
  if (fields.length === 0) throw new TypeError('no fields to append')
  requireFreeNames(doc, fields)
  const revision = createRevision(doc)
  const rules = changeRules(doc)
  const placed = fields.map((field) => place(revision, field))
  for (const { name, rect } of placed) rules.requireNewField(name, hasArea(rect))
  const tree = structureTreeOf(doc)
  const keys = tree === null ? [] : tagWidgets(revision, tree, placed)
  placed.forEach((field, index) => {
    revision.put(field.widget, signatureWidget(revision, { ...field, structParent: keys[index] ?? null }))
  })
  for (const { page, widgets } of byPage(placed)) addWidgets(revision, page, widgets, tree !== null)
  enterFields(
    revision,
    placed.map(({ widget }) => widget),
  )
  declareExtension(revision)
  return revision.build().bytes
}

const requireFreeNames = (doc: PdfDocument, fields: readonly NewSignatureField[]): void => {
  const taken = new Set(formFields(doc).map((field) => field.name))
  for (const { name } of fields) {
    if (name === '' || name.length > limits.fieldName || !/^[^.\p{Cc}]+$/u.test(name)) {
      throw new PdfError('ERR_PDF_FIELD_NAME_INVALID', 'a field name is empty, too long or holds a full stop')
    }
    if (taken.has(name)) throw new PdfError('ERR_PDF_FIELD_EXISTS', 'the document has a field of this name')
    taken.add(name)
  }
}

const place = (revision: Revision, { name, page = 1, rect, label }: NewSignatureField): PlacedField => {
  const numbers = rect ?? [0, 0, 0, 0]
  const normalised = numbers.every(Number.isFinite) ? normalisedRectangle(numbers) : null
  if (normalised === null) throw new PdfError('ERR_PDF_RECT_INVALID', 'a rectangle is not four numbers')
  const found = findPage(revision.doc, page)
  return { name, label: label ?? name, rect: normalised, page: found.page, widget: revision.reserve() }
}

const byPage = (fields: readonly PlacedField[]): { page: Located<PdfDictionary>; widgets: number[] }[] => {
  const pages = new Map<number, { page: Located<PdfDictionary>; widgets: number[] }>()
  for (const { page, widget } of fields) {
    const known = pages.get(page.object.number)
    if (known === undefined) pages.set(page.object.number, { page, widgets: [widget] })
    else known.widgets.push(widget)
  }
  return [...pages.values()]
}
