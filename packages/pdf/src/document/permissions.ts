import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'

/** Bits of ISO 32000-2 table 22, counted from 1. */
const bit = (number: number): number => 1 << (number - 1)
const modify = bit(4)
const annotateAndFill = bit(6)
const fill = bit(9)

/**
 * Requires that fields that exist may be filled in, signature fields included: bit 6, or from revision 3 on
 * bit 9. Who opened the file with the owner password may do everything.
 *
 * @throws PdfError ERR_PDF_PERMISSION
 */
export const requireFillingAllowed = (doc: PdfDocument): void =>
  requireAllowed(
    doc,
    (permissions, revision) => allows(permissions, annotateAndFill) || (revision > 2 && allows(permissions, fill)),
  )

/**
 * Requires that form fields may be made, signature fields included: bits 4 and 6.
 *
 * @throws PdfError ERR_PDF_PERMISSION
 */
export const requireNewFieldsAllowed = (doc: PdfDocument): void =>
  requireAllowed(doc, (permissions) => allows(permissions, modify) && allows(permissions, annotateAndFill))

const allows = (permissions: number, which: number): boolean => (permissions & which) !== 0

const requireAllowed = (
  { encryption }: PdfDocument,
  rule: (permissions: number, revision: number) => boolean,
): void => {
  if (encryption === null || encryption.access === 'owner') return
  if (!rule(encryption.permissions, encryption.revision))
    throw new PdfError('ERR_PDF_PERMISSION', 'the permissions of the encrypted file do not allow this')
}
