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

/** How far `startxref` may miss. */
const reach = 24

/**
 * The position of the `xref` that stands within a few bytes of `offset`, when no section stands there and
 * there is exactly one; else `offset`. Writers that count line ends wrong are common.
 */
export const nearbyTable = (source: RandomAccess, offset: number): number => {
  const start = Math.max(0, offset - reach)
  const text = latin1(source.read(start, Math.min(2 * reach + 'xref'.length, source.size - start)))
  if (/^\s*(xref\s|\d+\s+\d+\s+obj)/.test(text.slice(offset - start))) return offset
  const found = [...text.matchAll(/(?<![a-z])xref(?=\s)/g)]
  return found.length === 1 ? start + (found[0] as RegExpExecArray).index : offset
}
