import {
  openPdf,
  type PdfDocument,
  type RandomAccess,
  type SignatureDictionary,
  signatureNamed,
  type WorkBudget,
} from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'

/** A field, and the password where the file is encrypted. */
export interface SignedField {
  readonly field: string
  readonly password?: string | undefined
  /** Bounds the work of reading revisions, where several signatures of one file are looked at. */
  readonly budget?: WorkBudget | undefined
}

/**
 * The signature dictionary that a field holds, read out of the file. Nothing in it is verified.
 *
 * @throws PadesError ERR_PADES_SIGNATURE_MISSING; PdfError when the file cannot be read
 */
export const readSignedField = (source: RandomAccess, { field, password }: SignedField): SignatureDictionary =>
  signatureIn(openPdf(source, { password, recover: false }), field)

/**
 * The same in an open document.
 *
 * @throws PadesError ERR_PADES_SIGNATURE_MISSING; PdfError when the file cannot be read
 */
export const signatureIn = (doc: PdfDocument, field: string): SignatureDictionary => {
  const signature = signatureNamed(doc, field)
  if (signature === null) throw new PadesError('ERR_PADES_SIGNATURE_MISSING', 'the field holds no signature')
  return signature
}
