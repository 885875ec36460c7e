import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import { decodeTextString } from '../syntax/text-string.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { entry, integerEntry, item, nameEntry, ofKind, stringBytesOf } from './access.ts'
import { catalogOf } from './catalog.ts'
import { type FormField, formFields } from './form-fields.ts'
import { terminalFields } from './signature-fields.ts'

/** What the signatures already in the file allow (ISO 32000-2 12.8.2.2 and 12.8.2.4). */
export interface ChangeRules {
  /** The file holds at least one signature. */
  readonly signed: boolean
  /** Strictest DocMDP level: 1 no change, 2 forms and signing, 3 also annotations; null when not certified. */
  readonly docMDP: 1 | 2 | 3 | null
  /** @throws PdfError ERR_PDF_CHANGE_FORBIDDEN when the field may not be changed or added */
  requireFieldChange(name: string): void
  /** @throws PdfError ERR_PDF_CHANGE_FORBIDDEN when a new field may not be added here */
  requireNewField(name: string, visible: boolean): void
}

interface FieldLock {
  readonly action: string
  readonly fields: readonly string[]
}

/**
 * Reads what the signatures in the file forbid. `form` are all its fields, where they were read already.
 * Document time stamps and the security store are exempt from all rules (ISO 32000-2 12.8.2.2.2).
 *
 * @throws PdfError the codes of reading the form
 */
export const changeRules = (doc: PdfDocument, form: readonly FormField[] = formFields(doc)): ChangeRules => {
  const signed = terminalFields(form).filter((field) => field.value !== null)
  const references = [...signed.flatMap((field) => referencesOf(doc, field.value)), ...certification(doc)]
  const locks = signed.flatMap((field) => ofKind(entry(doc, field.dictionary, 'Lock'), 'dictionary') ?? [])
  const docMDP = strictest([
    ...references
      .filter((reference) => nameEntry(doc, reference, 'TransformMethod') === 'DocMDP')
      .map((reference) => levelOf(doc, reference)),
    ...locks.map((lock) => integerEntry(doc, lock, 'P')),
  ])
  const fieldLocks = [
    ...references
      .filter((reference) => nameEntry(doc, reference, 'TransformMethod') === 'FieldMDP')
      .flatMap((reference) => parametersOf(doc, reference) ?? []),
    ...locks,
  ].map((lock) => readLock(doc, lock))

  const requireFieldChange = (name: string): void => {
    if (docMDP === 1) throw forbidden('the document is certified against any change')
    if (fieldLocks.some((lock) => covers(lock, name))) throw forbidden('an earlier signature locks this field')
  }
  return {
    signed: signed.length > 0,
    docMDP,
    requireFieldChange,
    requireNewField(name, visible) {
      requireFieldChange(name)
      if (docMDP !== null && visible) throw forbidden('the document is certified: a new field may not be visible')
    },
  }
}

const forbidden = (why: string): PdfError => new PdfError('ERR_PDF_CHANGE_FORBIDDEN', why)

/** /Perms /DocMDP of the catalog, also where no field leads to that signature. */
const certification = (doc: PdfDocument): Located<PdfDictionary>[] => {
  const permissions = ofKind(entry(doc, catalogOf(doc), 'Perms'), 'dictionary')
  return permissions === null ? [] : referencesOf(doc, entry(doc, permissions, 'DocMDP'))
}

const referencesOf = (doc: PdfDocument, signature: Located | null): Located<PdfDictionary>[] => {
  const dictionary = ofKind(signature, 'dictionary')
  const references = dictionary && ofKind(entry(doc, dictionary, 'Reference'), 'array')
  return references === null
    ? []
    : references.value.items.flatMap((_, index) => ofKind(item(doc, references, index), 'dictionary') ?? [])
}

const parametersOf = (doc: PdfDocument, reference: Located<PdfDictionary>): Located<PdfDictionary> | null =>
  ofKind(entry(doc, reference, 'TransformParams'), 'dictionary')

/** /P is 2 when absent (ISO 32000-2 table 257). */
const levelOf = (doc: PdfDocument, reference: Located<PdfDictionary>): number => {
  const parameters = parametersOf(doc, reference)
  return (parameters && integerEntry(doc, parameters, 'P')) ?? 2
}

/** An unknown level is taken for the strictest. */
const strictest = (levels: readonly (number | null)[]): ChangeRules['docMDP'] => {
  const known = levels.filter((level) => level !== null).map((level) => (level === 2 || level === 3 ? level : 1))
  return known.length === 0 ? null : (Math.min(...known) as 1 | 2 | 3)
}

const readLock = (doc: PdfDocument, lock: Located<PdfDictionary>): FieldLock => {
  const fields = ofKind(entry(doc, lock, 'Fields'), 'array')
  return { action: nameEntry(doc, lock, 'Action') ?? 'All', fields: fields === null ? [] : namesIn(doc, fields) }
}

const namesIn = (doc: PdfDocument, fields: Located<PdfArray>): string[] =>
  fields.value.items.flatMap((_, index) => {
    const string = ofKind(item(doc, fields, index), 'string')
    return string === null ? [] : [decodeTextString(stringBytesOf(string))]
  })

/** A name in the list stands for the field and everything below it, never for a mere prefix of letters. */
const covers = ({ action, fields }: FieldLock, name: string): boolean => {
  const listed = fields.some((field) => name === field || name.startsWith(`${field}.`))
  if (action === 'Include') return listed
  return action === 'Exclude' ? !listed : true
}

/**
 * Refuses a field that carries demands of its own on its signature: seed values or a lock.
 *
 * @throws PdfError ERR_PDF_FIELD_UNSUPPORTED
 */
export const refuseConstrainedField = (field: FormField): void => {
  const constrained = ['SV', 'Lock'].some((key) => field.dictionary.value.entries.has(key))
  if (constrained || field.widgets.length !== 1) {
    throw new PdfError('ERR_PDF_FIELD_UNSUPPORTED', 'the field has seed values, a lock or several widgets')
  }
}
