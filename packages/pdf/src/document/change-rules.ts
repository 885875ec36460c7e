import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { entry, integerEntry, itemsIn, nameEntry, ofKind } from './access.ts'
import { catalogOf } from './catalog.ts'
import { covers, type FieldLock, fieldLockOf, permissionLevel, readFieldLock } from './field-lock.ts'
import { type FormField, formFields } from './form-fields.ts'
import { terminalFields } from './signature-fields.ts'

/** What the signatures already in the file allow (ISO 32000-2 12.8.2.2 and 12.8.2.4). */
export interface ChangeRules {
  /** A field of the form holds a signature. Widgets that no field leads to are not looked for on the pages. */
  readonly signed: boolean
  /** Strictest DocMDP level: 1 no change, 2 forms and signing, 3 also annotations; null when not certified. */
  readonly docMDP: 1 | 2 | 3 | null
  /** @throws PdfError ERR_PDF_CHANGE_FORBIDDEN when the field may not be changed or added */
  requireFieldChange(name: string): void
  /** @throws PdfError ERR_PDF_CHANGE_FORBIDDEN when a new field may not be added here */
  requireNewField(name: string, visible: boolean): void
}

/**
 * Reads what the signatures in the file forbid. `form` are all its fields, where they were read already.
 * Document time stamps and the security store are exempt from all rules (ISO 32000-2 12.8.2.2.2).
 *
 * @throws PdfError the codes of reading the form
 */
export const changeRules = (doc: PdfDocument, form: readonly FormField[] = formFields(doc)): ChangeRules => {
  const signed = terminalFields(form).flatMap(({ dictionary, value }) =>
    value === null ? [] : [{ dictionary, value }],
  )
  const references = [...signed.flatMap(({ value }) => referencesOf(doc, value)), ...certification(doc)]
  const parametersOfMethod = (method: string): (Located<PdfDictionary> | null)[] =>
    references
      .filter((reference) => nameEntry(doc, reference, 'TransformMethod') === method)
      .map((reference) => ofKind(entry(doc, reference, 'TransformParams'), 'dictionary'))
  const fieldLocks = [
    ...parametersOfMethod('FieldMDP').map((parameters) =>
      parameters === null ? lockAll : readFieldLock(doc, parameters),
    ),
    ...signed.flatMap(({ dictionary }) => fieldLockOf(doc, dictionary) ?? []),
  ]
  const docMDP = strictest([
    ...parametersOfMethod('DocMDP').map((parameters) => levelOf(doc, parameters)),
    ...fieldLocks.map(({ permissions }) => permissions),
  ])

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
  return references === null ? [] : itemsIn(doc, references, 'dictionary')
}

/** FieldMDP without parameters. */
const lockAll: FieldLock = { action: 'All', fields: [], permissions: null }

/** /P is 2 when absent (ISO 32000-2 table 257). */
const levelOf = (doc: PdfDocument, parameters: Located<PdfDictionary> | null): 1 | 2 | 3 =>
  parameters === null || entry(doc, parameters, 'P') === null ? 2 : permissionLevel(integerEntry(doc, parameters, 'P'))

const strictest = (levels: readonly ChangeRules['docMDP'][]): ChangeRules['docMDP'] =>
  levels.reduce((least, level) => (least === null || (level !== null && level < least) ? level : least), null)
