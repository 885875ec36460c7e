import { changeRules } from '../document/change-rules.ts'
import { formFields } from '../document/form-fields.ts'
import { hasArea } from '../document/widget-rectangle.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { remadeOnce } from '../revision/remade-once.ts'
import { createRevision } from '../revision/revision.ts'
import { declareExtension } from './developer-extension.ts'
import { enterNewFields, type NewSignatureField, placeNewFields } from './new-fields.ts'

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
  return remadeOnce(() => append(doc, fields))
}

const append = (doc: PdfDocument, fields: readonly NewSignatureField[]): Uint8Array => {
  const form = formFields(doc)
  const rules = changeRules(doc, form)
  const revision = createRevision(doc)
  const placed = placeNewFields(revision, form, fields)
  for (const { name, rect } of placed) rules.requireNewField(name, hasArea(rect))
  enterNewFields(revision, placed)
  declareExtension(revision, 'signature')
  return revision.build().bytes
}
