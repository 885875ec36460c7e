import { entry, numbersOf, ofKind } from '../document/access.ts'
import { changeRules, refuseConstrainedField } from '../document/change-rules.ts'
import type { FormField } from '../document/form-fields.ts'
import { normalisedRectangle } from '../document/pages.ts'
import { terminalSignatureFields } from '../document/signature-fields.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { addLook, type Look } from '../look/look.ts'
import { PdfError } from '../pdf-error.ts'
import { createRevision, type Revision, referenceTo } from '../revision/revision.ts'
import { declareExtension } from './developer-extension.ts'
import { prepareForm } from './interactive-form.ts'
import {
  byteRangeMark,
  byteRangeText,
  contentsMark,
  emptySignatureValue,
  type SignatureEntries,
} from './signature-value.ts'
import { hasArea } from './widget.ts'

/** How an empty signature field is to be filled. */
export interface SignatureToFill extends SignatureEntries {
  /** Fully qualified name of the field. */
  readonly field: string
  /** Room for the signature in bytes; the placeholder has twice as many digits. */
  readonly contentsBytes: number
  /** What is drawn in a visible field. */
  readonly look?: Look
}

/** A revision with everything but the signature. All positions count from the begin of the whole file. */
export interface FilledRevision {
  /** The bytes to append to the file. */
  readonly increment: Uint8Array
  /** Two ranges (start, length): everything but the string of /Contents. */
  readonly byteRange: readonly [0, number, number, number]
  /** Position of the `<` of /Contents. */
  readonly contentsStart: number
  /** Digits between `<` and `>`. */
  readonly contentsHexLength: number
  /** SHA-256 of the look, as {@link Look.sha256}; null when the field has none. */
  readonly lookSha256: Uint8Array | null
}

/**
 * Fills an existing, empty signature field: signature dictionary with placeholder, the field's value
 * and, in a visible field, its appearance. One incremental update.
 *
 * @throws PdfError ERR_PDF_FIELD_MISSING, ERR_PDF_FIELD_SIGNED, ERR_PDF_FIELD_UNSUPPORTED,
 * ERR_PDF_CHANGE_FORBIDDEN, ERR_PDF_PLACEHOLDER_INVALID, ERR_PDF_RECT_INVALID (a look for a field
 * without area), ERR_PDF_DUPLICATE_KEY, ERR_PDF_STRUCTURE and the codes of reading an object
 *
 * @example
 * const revision = fillSignatureField(doc, { field: 'aanvrager', contentsBytes: 12000, subFilter: 'ETSI.CAdES.detached' })
 */
export const fillSignatureField = (doc: PdfDocument, input: SignatureToFill): FilledRevision => {
  const { look = null, contentsBytes } = input
  const field = emptyField(doc, input.field)
  changeRules(doc).requireFieldChange(field.name)
  const revision = createRevision(doc)
  const value = revision.add(emptySignatureValue(input, contentsBytes))
  revision.setEntry(field.dictionary, 'V', referenceTo(value))
  if (look !== null) drawInField(revision, field, look)
  prepareForm(revision)
  declareExtension(revision)
  const { bytes, position } = revision.build()
  const contentsStart = position(contentsMark)
  const contentsHexLength = contentsBytes * 2
  const rest = contentsStart + contentsHexLength + 2
  const byteRange = [0, contentsStart, rest, doc.source.size + bytes.length - rest] as const
  const at = position(byteRangeMark) - doc.source.size
  bytes.set(Buffer.from(byteRangeText(byteRange), 'latin1'), at)
  return { increment: bytes, byteRange, contentsStart, contentsHexLength, lookSha256: look?.sha256 ?? null }
}

const emptyField = (doc: PdfDocument, name: string): FormField => {
  const [field, second] = terminalSignatureFields(doc).filter((candidate) => candidate.name === name)
  if (field === undefined) throw new PdfError('ERR_PDF_FIELD_MISSING', 'the document has no such signature field')
  if (second !== undefined) throw new PdfError('ERR_PDF_FIELD_UNSUPPORTED', 'two signature fields have this name')
  if (field.value !== null) throw new PdfError('ERR_PDF_FIELD_SIGNED', 'the field is signed already')
  refuseConstrainedField(field)
  return field
}

const drawInField = (revision: Revision, { widgets: [widget] }: FormField, look: Look): void => {
  const array = widget && ofKind(entry(revision.doc, widget, 'Rect'), 'array')
  const rect = array ? normalisedRectangle(numbersOf(revision.doc, array)) : null
  if (!widget || rect === null || !hasArea(rect))
    throw new PdfError('ERR_PDF_RECT_INVALID', 'the field has no area to draw in')
  revision.setEntry(widget, 'AP', `<</N ${referenceTo(addLook(revision, look))}>>`)
}
