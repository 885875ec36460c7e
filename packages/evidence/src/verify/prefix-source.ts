import { PdfError, type RandomAccess } from '@waarmerk/pdf'

/** The first `size` bytes of a source as a source of their own: a file as it was before more was appended. */
export const prefixSource = (source: RandomAccess, size: number): RandomAccess => {
  const length = Math.min(size, source.size)
  return {
    size: length,
    read(position, count) {
      if (position + count > length) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the revision')
      return source.read(position, count)
    },
  }
}
