import { type ChangeRules, changeRules } from '../document/change-rules.ts'
import type { FieldLock } from '../document/field-lock.ts'
import { type FormField, formFields } from '../document/form-fields.ts'
import { requireFillingAllowed } from '../document/permissions.ts'
import { terminalFields } from '../document/signature-fields.ts'
import { allowsTransparency } from '../document/transparency.ts'
import { hasArea, widgetRectangle } from '../document/widget-rectangle.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { addLook, type Look } from '../look/look.ts'
import { PdfError } from '../pdf-error.ts'
import { remadeOnce } from '../revision/remade-once.ts'
import { createRevision, type Revision, referenceTo } from '../revision/revision.ts'
import { type CertificationLevel, enterCertification, requireFirstSignature } from './certification.ts'
import { declareExtension } from './developer-extension.ts'
import { buildFilled, type FilledRevision, requirePlaceholderSize } from './filled-revision.ts'
import { prepareForm } from './interactive-form.ts'
import { enterNewFields, type NewSignatureField, type PlacedField, placeNewFields } from './new-fields.ts'
import { demandsOf, requireDemandsMet, type SignatureAssurance } from './signature-demands.ts'
import { emptySignatureValue, type SignatureEntries } from './signature-value.ts'
import { fieldLockEntries, transformReferences } from './transform-references.ts'

/** How a signature field is to be filled. */
export interface SignatureToFill extends SignatureEntries {
  /** Fully qualified name of the field; that of `newField` when absent. */
  readonly field?: string
  /** Made in the same revision when the document has no field of its name; else the existing one is filled. */
  readonly newField?: NewSignatureField
  /** Room for the signature in bytes; the placeholder has twice as many digits. */
  readonly contentsBytes: number
  /** What is drawn in a visible field. */
  readonly look?: Look
  /**
   * Makes this first signature certify the document (DocMDP). Level 1 forbids all but document time
   * stamps and validation data (ISO 32000-2 12.8.2.2.2); Acrobat was reported to call a document
   * changed even by those, so use 2 where a signature is to last.
   */
  readonly certify?: CertificationLevel
  /** The signature will be by Ed25519 or Ed448, which the document must declare, as PDF 2.0 (ISO/TS 32002). */
  readonly edwards?: boolean
  /** What is sure about the signature to come, for fields that demand it: {@link signatureFieldDemands}. */
  readonly assured?: SignatureAssurance
}

/**
 * Fills an empty signature field, which is made when `newField` says so: signature dictionary with
 * placeholder, the field's value and, in a visible field, its appearance. One incremental update.
 *
 * @throws PdfError ERR_PDF_FIELD_MISSING, ERR_PDF_FIELD_SIGNED, ERR_PDF_FIELD_UNSUPPORTED,
 * ERR_PDF_CHANGE_FORBIDDEN, ERR_PDF_PERMISSION, ERR_PDF_CERTIFY_NOT_FIRST, ERR_PDF_PLACEHOLDER_INVALID, ERR_PDF_RECT_INVALID
 * (a look for a field without area), ERR_PDF_LOOK_TRANSPARENT, ERR_PDF_DUPLICATE_KEY, ERR_PDF_STRUCTURE; where
 * the demands of the field are not met ERR_PDF_SEED_VALUE_UNSUPPORTED, ERR_PDF_SEED_VALUE_FORMAT,
 * ERR_PDF_SEED_VALUE_REASON, ERR_PDF_SEED_VALUE_DIGEST, ERR_PDF_SEED_VALUE_TIMESTAMP,
 * ERR_PDF_SEED_VALUE_CERTIFICATE, ERR_PDF_SEED_VALUE_CERTIFY; for a new field those of
 * `appendSignatureFields`; and the codes of reading an object
 *
 * @example
 * const revision = fillSignatureField(doc, {
 *   newField: { name: 'zegel', page: 1, rect: [60, 60, 260, 120], label: 'Zegel van de gemeente' },
 *   contentsBytes: 12000,
 *   subFilter: 'ETSI.CAdES.detached',
 *   signingTime: now,
 * })
 */
export const fillSignatureField = (doc: PdfDocument, input: SignatureToFill): FilledRevision => {
  requirePlaceholderSize(input.contentsBytes)
  return remadeOnce(() => fill(doc, input))
}

const fill = (doc: PdfDocument, input: SignatureToFill): FilledRevision => {
  const { newField, look = null, contentsBytes } = input
  const form = formFields(doc)
  const rules = changeRules(doc, form)
  const name = nameIn(input)
  const field = emptyField(form, name)
  if (field !== null) requireFillable(rules, field)
  if (look?.transparent && !allowsTransparency(doc)) {
    throw new PdfError('ERR_PDF_LOOK_TRANSPARENT', 'the document claims a PDF/A without transparency')
  }
  const demands = field && demandsOf(doc, field)
  const certify = demands === null ? input.certify : requireDemandsMet(demands, input)
  if (certify !== undefined) requireFirstSignature(rules)
  const revision = createRevision(doc)
  const references = transformReferences(doc, certify, demands?.lock ?? null)
  const value = revision.add(emptySignatureValue(input, contentsBytes, references))
  if (field !== null) {
    fillExisting(revision, field, value, look)
    if (demands?.lockDocument && demands.lock !== null) setLock(revision, field, demands.lock)
  } else {
    const placed = placeNewFields(revision, form, newField === undefined ? missing() : [newField])
    for (const { name, rect } of placed) rules.requireNewField(name, hasArea(rect))
    enterNewFields(
      revision,
      placed.map((place) => filled(revision, place, value, look)),
    )
  }
  if (certify !== undefined) enterCertification(revision, value)
  declareExtension(revision, 'signature', input.edwards)
  return buildFilled(revision, name, contentsBytes, look?.sha256 ?? null)
}

const nameIn = ({ field, newField }: SignatureToFill): string => {
  const name = field ?? newField?.name
  if (name === undefined || (newField !== undefined && newField.name !== name)) {
    throw new TypeError('name the field once')
  }
  return name
}

const emptyField = (form: readonly FormField[], name: string): FormField | null => {
  const [field, second] = terminalFields(form).filter((candidate) => candidate.name === name)
  if (field === undefined) return null
  if (second !== undefined) throw new PdfError('ERR_PDF_FIELD_UNSUPPORTED', 'two signature fields have this name')
  if (field.value !== null) throw new PdfError('ERR_PDF_FIELD_SIGNED', 'the field is signed already')
  return field
}

/** ReadOnly (ISO 32000-2 table 227): its value is not for users to change. */
const readOnly = 1

const requireFillable = (rules: ChangeRules, { name, flags }: FormField): void => {
  rules.requireFieldChange(name)
  if ((flags & readOnly) !== 0) throw new PdfError('ERR_PDF_CHANGE_FORBIDDEN', 'the field is read-only')
}

const fillExisting = (revision: Revision, field: FormField, value: number, look: Look | null): void => {
  requireFillingAllowed(revision.doc)
  revision.setEntry(field.dictionary, 'V', referenceTo(value))
  if (look !== null) drawInField(revision, field, look)
  prepareForm(revision)
}

/** Every widget that can be seen shows the same (ISO 32000-2 12.7.4.1); a viewer scales it to each rectangle. */
const drawInField = (revision: Revision, { widgets }: FormField, look: Look): void => {
  const visible = widgets.filter((widget) => widgetRectangle(revision.doc, widget) !== null)
  if (visible.length === 0) throw noArea()
  const appearance = referenceTo(addLook(revision, look))
  for (const widget of visible) revision.setEntry(widget, 'AP', [`<</N ${appearance}>>`])
}

/** The lock that the field's seed value demands, beside the signature that records it. */
const setLock = (revision: Revision, field: FormField, lock: FieldLock): void =>
  revision.setEntry(field.dictionary, 'Lock', ['<</Type/SigFieldLock', ...fieldLockEntries(lock), '>>'])

const filled = (revision: Revision, placed: PlacedField, value: number, look: Look | null): PlacedField => {
  if (look !== null && !hasArea(placed.rect)) throw noArea()
  return { ...placed, value, appearance: look && addLook(revision, look) }
}

const missing = (): never => {
  throw new PdfError('ERR_PDF_FIELD_MISSING', 'the document has no such signature field')
}

const noArea = (): PdfError => new PdfError('ERR_PDF_RECT_INVALID', 'the field has no area to draw in')
