import { openPdf, PdfError, type RandomAccess, type SignatureDictionary, signatureFields } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'

/**
 * The signed bytes are a complete PDF of their own, and in it this field holds this signature: a signature
 * that only later bytes make visible covers nothing that a reader ever saw.
 *
 * @throws PadesError ERR_PADES_REVISION_INVALID
 */
export const requireRevision = (
  source: RandomAccess,
  end: number,
  field: string,
  dictionary: SignatureDictionary,
): void => {
  // Nothing follows: then the field was read out of this very revision.
  if (end === source.size) return
  const found = readFields({ size: end, read: within(source, end) }).find(({ name }) => name === field)?.signature
  if (found?.contentsSpan?.start !== dictionary.contentsSpan?.start) {
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no document with this signature')
  }
}

const readFields = (source: RandomAccess): ReturnType<typeof signatureFields> => {
  try {
    return signatureFields(openPdf(source, { recover: false }))
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause
    throw new PadesError('ERR_PADES_REVISION_INVALID', 'the signed bytes are no readable document', { cause })
  }
}

const within =
  (source: RandomAccess, end: number): RandomAccess['read'] =>
  (position, length) => {
    if (position + length > end) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the revision')
    return source.read(position, length)
  }
