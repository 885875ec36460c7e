import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import { latin1 } from '../syntax/characters.ts'

/**
 * Offset of the newest cross-reference section: the number after the last `startxref` (ISO 32000-2
 * 7.5.5).
 *
 * @throws PdfError ERR_PDF_XREF_MISSING
 */
export const readStartXref = (source: RandomAccess): number => {
  const length = Math.min(limits.tailBytes, source.size)
  const tail = latin1(source.read(source.size - length, length))
  const at = tail.lastIndexOf('startxref')
  const match = at < 0 ? null : /^startxref\s+(\d{1,10})(?!\d)/.exec(tail.slice(at))
  const offset = match === null ? -1 : Number(match[1])
  if (offset <= 0 || offset >= source.size) throw new PdfError('ERR_PDF_XREF_MISSING', 'no usable startxref at the end')
  return offset
}
