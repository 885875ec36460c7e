import { entry, ofKind } from '../document/access.ts'
import type { FormField } from '../document/form-fields.ts'
import { findPage, normalisedRectangle, type Page, pageWithAncestors, visibleArea } from '../document/pages.ts'
import { requireNewFieldsAllowed } from '../document/permissions.ts'
import { terminalFields } from '../document/signature-fields.ts'
import { hasArea, type Rectangle } from '../document/widget-rectangle.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Revision } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { enterFields } from './interactive-form.ts'
import { addWidgets } from './page-annotations.ts'
import { structureTreeOf, tagWidgets } from './structure-tree.ts'
import { isCoordinate, signatureWidget } from './widget.ts'

/** A signature field to be made. */
export interface NewSignatureField {
  /** Unique in the document, without full stop. */
  readonly name: string
  /** Counted from 1; when absent the first page, for an invisible field that of an earlier signature. */
  readonly page?: number
  /** Two opposite corners in default user space units (1/72 inch, before page rotation); invisible when absent. */
  readonly rect?: Rectangle
  /** What assistive technology reads (/TU); the name when absent. */
  readonly label?: string
}

/** A field that has its page and an object number, not yet written. */
export interface PlacedField {
  readonly name: string
  readonly label: string
  readonly rect: Rectangle
  readonly page: Located<PdfDictionary>
  readonly widget: number
  /** Object number of the signature dictionary; null for an empty field. */
  readonly value: number | null
  /** Object number of the appearance; null for the empty one. */
  readonly appearance: number | null
}

/**
 * Gives new fields their page and object number. Their names must be free among `taken`.
 *
 * @throws PdfError ERR_PDF_FIELD_NAME_INVALID, ERR_PDF_FIELD_EXISTS, ERR_PDF_PAGE_MISSING,
 * ERR_PDF_RECT_INVALID, ERR_PDF_PERMISSION and the codes of reading the page tree
 */
export const placeNewFields = (
  revision: Revision,
  taken: readonly FormField[],
  fields: readonly NewSignatureField[],
): PlacedField[] => {
  requireNewFieldsAllowed(revision.doc)
  requireFreeNames(taken, fields)
  return fields.map((field) => place(revision, taken, field))
}

/**
 * Writes placed fields, merged with their widgets, and enters them in form and pages, and in a tagged
 * document in the structure. What is invisible has no place in the structure (ISO 14289-1 7.18.1 is
 * about what lies on the page), so that a time stamp changes nothing that an earlier signature covers.
 */
export const enterNewFields = (revision: Revision, placed: readonly PlacedField[]): void => {
  const tree = structureTreeOf(revision.doc)
  const visible = placed.filter(({ rect }) => hasArea(rect))
  const keys = tree === null || visible.length === 0 ? [] : tagWidgets(revision, tree, visible)
  for (const field of placed) {
    const structParent = keys[visible.indexOf(field)] ?? null
    revision.put(field.widget, signatureWidget(revision, { ...field, structParent }))
  }
  for (const { page, widgets } of byPage(placed)) addWidgets(revision, page, widgets, tree !== null)
  enterFields(
    revision,
    placed.map(({ widget }) => widget),
  )
}

const requireFreeNames = (form: readonly FormField[], fields: readonly NewSignatureField[]): void => {
  const taken = new Set(form.map((field) => field.name))
  for (const { name } of fields) {
    if (name === '' || name.length > limits.fieldName || !/^[^.\p{Cc}]+$/u.test(name)) {
      throw new PdfError('ERR_PDF_FIELD_NAME_INVALID', 'a field name is empty, too long or holds a full stop')
    }
    if (taken.has(name)) throw new PdfError('ERR_PDF_FIELD_EXISTS', 'the document has a field of this name')
    taken.add(name)
  }
}

const place = (revision: Revision, form: readonly FormField[], field: NewSignatureField): PlacedField => {
  const { name, page, rect, label } = field
  const { doc } = revision
  const signedPage = page === undefined && rect === undefined ? pageOfSignature(doc, form) : null
  const found = signedPage === null ? findPage(doc, page ?? 1) : pageWithAncestors(doc, signedPage)
  const numbers = rect ?? nowhereOn(doc, found)
  const normalised = numbers.every(Number.isFinite) ? normalisedRectangle(numbers) : null
  if (normalised === null) throw new PdfError('ERR_PDF_RECT_INVALID', 'a rectangle is not four numbers')
  return {
    name,
    label: label ?? name,
    rect: normalised,
    page: found.page,
    widget: revision.reserve(),
    value: null,
    appearance: null,
  }
}

/**
 * A rectangle without size that touches what can be seen of a page and is not within it: veraPDF asks for the place in
 * the structure of any other (ISO 14289-1 7.18.4). Rounded down, as coordinates are written with four decimals.
 */
const nowhereOn = (doc: PdfDocument, page: Page): Rectangle => {
  const [left, bottom] = visibleArea(doc, page)
  const [x, y] = [Math.floor(left * 10_000) / 10_000, Math.floor(bottom * 10_000) / 10_000]
  return isCoordinate(x) && isCoordinate(y) ? [x, y, x, y] : [0, 0, 0, 0]
}

/** As many signatures are asked for their page. */
const mostAsked = 100

/**
 * The page of the first signature that stands on one. It has annotations, so that another widget changes
 * nothing else of it: validators that allow only known changes want that.
 */
const pageOfSignature = (doc: PdfDocument, form: readonly FormField[]): Located<PdfDictionary> | null => {
  let asked = 0
  for (const { value, widgets } of terminalFields(form)) {
    if (value === null) continue
    asked += 1
    if (asked > mostAsked) break
    const [widget] = widgets
    const page = widget ? ofKind(entry(doc, widget, 'P'), 'dictionary') : null
    const annotations = page && ofKind(entry(doc, page, 'Annots'), 'array')
    const holdsIt = annotations?.value.items.some(
      (held) => held.kind === 'reference' && held.number === widget?.object.number,
    )
    if (holdsIt) return page
  }
  return null
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
