import { catalogOf } from '../document/catalog.ts'
import type { FieldLock } from '../document/field-lock.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import type { Body, Part } from '../revision/body.ts'
import { referenceToObject } from '../revision/revision.ts'
import type { CertificationLevel } from './certification.ts'

/**
 * The signature reference dictionaries (ISO 32000-2 table 256) of a signature that certifies the
 * document (DocMDP, 12.8.2.2) or locks fields (FieldMDP, 12.8.2.4). /P of a lock stands in the FieldMDP
 * parameters, where Acrobat writes it.
 */
export const transformReferences = (
  doc: PdfDocument,
  certify: CertificationLevel | undefined,
  lock: FieldLock | null,
): Body => [...(certify === undefined ? [] : certification(certify)), ...(lock === null ? [] : fieldLock(doc, lock))]

const certification = (level: CertificationLevel): Body => [
  `<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${level}/V/1.2>>>>`,
]

const fieldLock = (doc: PdfDocument, lock: FieldLock): Body => [
  '<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2',
  ...fieldLockEntries(lock),
  `>>/Data ${referenceToObject(catalogOf(doc).object)}>>`,
]

/** /Action, /Fields and /P of a lock. */
export const fieldLockEntries = ({ action, fields, permissions }: FieldLock): Body => [
  `/Action/${action}`,
  ...(action === 'All' ? [] : ['/Fields[', ...fields.map((text): Part => ({ text })), ']']),
  ...(permissions === null ? [] : [`/P ${permissions}`]),
]
