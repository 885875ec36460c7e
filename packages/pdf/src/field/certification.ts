import { typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import type { ChangeRules } from '../document/change-rules.ts'
import { PdfError } from '../pdf-error.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'

/**
 * What may still change after a certification (ISO 32000-2 table 257): 1 nothing, 2 filling in forms
 * and signing, 3 annotations too.
 */
export type CertificationLevel = 1 | 2 | 3

/**
 * Only the first signature of a document may certify it (ISO 32000-2 12.8.2.2.1).
 *
 * @throws PdfError ERR_PDF_CERTIFY_NOT_FIRST
 */
export const requireFirstSignature = ({ signed, docMDP }: ChangeRules): void => {
  if (signed || docMDP !== null) {
    throw new PdfError('ERR_PDF_CERTIFY_NOT_FIRST', 'the document is signed: only a first signature can certify')
  }
}

/** Makes the signature the certification of the document: /Perms of the catalog (ISO 32000-2 12.8.6). */
export const enterCertification = (revision: Revision, signature: number): void => {
  const { doc } = revision
  const catalog = catalogOf(doc)
  const permissions = typedEntry(doc, catalog, 'Perms', 'dictionary')
  const reference = referenceTo(signature)
  if (permissions === null) revision.setEntry(catalog, 'Perms', `<</DocMDP ${reference}>>`)
  else revision.setEntry(permissions, 'DocMDP', reference)
}
