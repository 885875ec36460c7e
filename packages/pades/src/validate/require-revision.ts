import { openPdf, PdfError, type RandomAccess, type SignatureDictionary, signatureNamed } from '@waarmerk/pdf'
import { prefixOf } from '../file/prefix-of.ts'
import { PadesError } from '../pades-error.ts'
import type { SignedField } from './read-signed-field.ts'

/**
 * The signed bytes are a complete PDF of their own, and in it this field holds this signature: a signature
 * that only later bytes make visible covers nothing that a reader ever saw.
 *
 * @throws PadesError ERR_PADES_REVISION_INVALID
 */
export const requireRevision = (
  source: RandomAccess,
  end: number,
  { field, password }: SignedField,
  dictionary: SignatureDictionary,
): void => {
  // Nothing follows: then the field was read out of this very revision.
  if (end === source.size) return
  const found = readSignature(prefixOf(source, end), { field, password })
  if (found?.contentsSpan?.start !== dictionary.contentsSpan?.start) {
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no document with this signature')
  }
}

const readSignature = (source: RandomAccess, { field, password }: SignedField): SignatureDictionary | null => {
  try {
    return signatureNamed(openPdf(source, { password, recover: false }), field)
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no readable document', { cause })
  }
}
