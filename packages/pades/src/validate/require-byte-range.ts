import type { RandomAccess, SignatureDictionary } from '@waarmerk/pdf'
import type { ByteRange } from '../file/one-pass.ts'
import { PadesError } from '../pades-error.ts'

/**
 * The two ranges begin at 0, lie within the file, and leave out exactly the one hexadecimal string of
 * /Contents, delimiters included (ISO 32000-2 §12.8.1): no room for anything else.
 *
 * @returns the size of the signed revision
 * @throws PadesError ERR_PADES_BYTE_RANGE_INVALID
 */
export const requireByteRange = (source: RandomAccess, { byteRange, contentsSpan }: SignatureDictionary): number => {
  const [start, before, after, rest] = byteRange
  const end = after + rest
  const exact = contentsSpan !== null && start === 0 && before === contentsSpan.start && after === contentsSpan.end
  if (!exact || end > source.size) {
    throw new PadesError('ERR_PADES_BYTE_RANGE_INVALID', 'the signed ranges leave out more or less than the signature')
  }
  return end
}

/**
 * The ranges are those that were signed and reach to the last byte of the file.
 *
 * @throws PadesError ERR_PADES_BYTE_RANGE_INVALID
 */
export const requireWholeFile = (source: RandomAccess, dictionary: SignatureDictionary, expected: ByteRange): void => {
  const end = requireByteRange(source, dictionary)
  const same = dictionary.byteRange.every((value, index) => value === expected[index])
  if (end !== source.size || !same) {
    throw new PadesError('ERR_PADES_BYTE_RANGE_INVALID', 'other ranges than were signed')
  }
}
