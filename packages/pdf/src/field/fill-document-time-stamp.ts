import { type FormField, formFields } from '../document/form-fields.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { remadeOnce } from '../revision/remade-once.ts'
import { createRevision } from '../revision/revision.ts'
import { declareExtension } from './developer-extension.ts'
import { buildFilled, type FilledRevision, requirePlaceholderSize } from './filled-revision.ts'
import { enterNewFields, placeNewFields } from './new-fields.ts'
import { emptySignatureValue } from './signature-value.ts'

/** How a document time stamp is to stand in the document. */
export interface TimeStampToFill {
  /** Room for the time-stamp token in bytes; the placeholder has twice as many digits. */
  readonly contentsBytes: number
  /** Name of the new field; `Tijdstempel1` or the next that is free when absent. */
  readonly field?: string
}

/**
 * Adds an invisible field, on the page of an earlier signature or the first, with a document time-stamp dictionary (EN 319 142-1 5.4.3,
 * ISO 32000-2 12.8.5), without the token. One incremental update.
 *
 * No earlier signature forbids it: a document time stamp is no change in the sense of DocMDP, level 1
 * included (ISO 32000-2 12.8.2.2.2), nor of a field lock. Acrobat was reported to judge otherwise for level 1.
 *
 * @throws PdfError ERR_PDF_PLACEHOLDER_INVALID, ERR_PDF_FIELD_NAME_INVALID, ERR_PDF_FIELD_EXISTS,
 * ERR_PDF_PERMISSION, ERR_PDF_DUPLICATE_KEY, ERR_PDF_STRUCTURE, ERR_PDF_TOO_MANY and the codes of reading an object
 *
 * @example
 * const { increment, byteRange } = fillDocumentTimeStamp(doc, { contentsBytes: 8000 })
 */
export const fillDocumentTimeStamp = (doc: PdfDocument, input: TimeStampToFill): FilledRevision => {
  requirePlaceholderSize(input.contentsBytes)
  return remadeOnce(() => fill(doc, input))
}

const fill = (doc: PdfDocument, { contentsBytes, field }: TimeStampToFill): FilledRevision => {
  const form = formFields(doc)
  const name = field ?? freeName(form)
  const revision = createRevision(doc)
  const value = revision.add(emptySignatureValue({ subFilter: 'ETSI.RFC3161' }, contentsBytes))
  const placed = placeNewFields(revision, form, [{ name, label: 'Tijdstempel' }])
  enterNewFields(
    revision,
    placed.map((place) => ({ ...place, value })),
  )
  declareExtension(revision, 'archive')
  return buildFilled(revision, name, contentsBytes, null)
}

const freeName = (form: readonly FormField[]): string => {
  const taken = new Set(form.map(({ name }) => name))
  let number = 1
  while (taken.has(`Tijdstempel${number}`)) number += 1
  return `Tijdstempel${number}`
}
