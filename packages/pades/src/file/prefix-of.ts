import { PdfError, type RandomAccess, readInto } from '@waarmerk/pdf'

/** The first `size` bytes of a source as a source of their own: a file as it was before more was appended. */
export const prefixOf = (source: RandomAccess, size: number): RandomAccess => ({
  size,
  read(position, length) {
    requireWithin(size, position + length)
    return source.read(position, length)
  },
  readInto(position, target) {
    requireWithin(size, position + target.length)
    readInto(source, position, target)
  },
})

const requireWithin = (size: number, end: number): void => {
  if (end > size) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the revision')
}
