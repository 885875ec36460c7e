import type { PdfDocument } from '../file/open-pdf.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { entry, integerEntry, nameEntry, ofKind, textsIn, typedEntry } from './access.ts'

/** Which fields a signature locks: a lock dictionary, or FieldMDP parameters (ISO 32000-2 tables 236, 259). */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude'
  /** Fully qualified names. */
  readonly fields: readonly string[]
  /** What may still change in the whole document, as with DocMDP; null when the lock says nothing of it. */
  readonly permissions: 1 | 2 | 3 | null
}

/**
 * Reads a lock. What is unknown in it is taken for the strictest, a list that holds anything but names of fields too.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE and the codes of reading an object
 */
export const readFieldLock = (doc: PdfDocument, lock: Located<PdfDictionary>): FieldLock => {
  const action = nameEntry(doc, lock, 'Action')
  const list = ofKind(entry(doc, lock, 'Fields'), 'array')
  const fields = list === null ? [] : textsIn(doc, list)
  const isRead = fields.length === list?.value.items.length
  return {
    action: isRead && (action === 'Include' || action === 'Exclude') ? action : 'All',
    fields,
    permissions: entry(doc, lock, 'P') === null ? null : permissionLevel(integerEntry(doc, lock, 'P')),
  }
}

/** The lock of a signature field (ISO 32000-2 12.7.5.5), or null. It counts once the field is signed. */
export const fieldLockOf = (doc: PdfDocument, field: Located<PdfDictionary>): FieldLock | null => {
  const lock = typedEntry(doc, field, 'Lock', 'dictionary')
  return lock && readFieldLock(doc, lock)
}

/** A level of DocMDP (ISO 32000-2 table 257); one that is unknown forbids everything. */
export const permissionLevel = (level: number | null): 1 | 2 | 3 => (level === 2 || level === 3 ? level : 1)

/** A name in the list stands for the field and everything below it, never for a mere prefix of letters. */
export const covers = ({ action, fields }: FieldLock, name: string): boolean => {
  const listed = fields.some((field) => name === field || name.startsWith(`${field}.`))
  if (action === 'Include') return listed
  return action === 'Exclude' ? !listed : true
}
