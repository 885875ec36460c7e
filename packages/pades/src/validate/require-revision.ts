import { isDeepStrictEqual } from 'node:util'
import { openPdf, PdfError, type RandomAccess, type SignatureDictionary, signatureNamed } from '@waarmerk/pdf'
import { prefixOf } from '../file/prefix-of.ts'
import { PadesError } from '../pades-error.ts'
import type { SignedField } from './read-signed-field.ts'

/**
 * The signed bytes are a complete PDF of their own, and in it this field holds this very signature: one that only later
 * bytes make visible covers nothing that a reader ever saw, and later bytes may not give it another reason, name or time.
 *
 * @throws PadesError ERR_PADES_REVISION_INVALID, ERR_PADES_TOO_MANY_SIGNATURES when the work is bounded and used up
 */
export const requireRevision = (
  source: RandomAccess,
  end: number,
  signed: SignedField,
  dictionary: SignatureDictionary,
): void => {
  // Nothing follows: then the field was read out of this very revision.
  if (end === source.size) return
  const found = readSignature(prefixOf(source, end), signed)
  if (!isDeepStrictEqual(found, dictionary)) {
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no document with this signature')
  }
}

const readSignature = (source: RandomAccess, { field, password, budget }: SignedField): SignatureDictionary | null => {
  try {
    return signatureNamed(openPdf(source, { password, budget, recover: false }), field)
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause
    if (cause.code === 'ERR_PDF_TOO_LARGE' && budget !== undefined) {
      throw new PadesError('ERR_PADES_TOO_MANY_SIGNATURES', 'there is more to read than is read of one file', { cause })
    }
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no readable document', { cause })
  }
}
