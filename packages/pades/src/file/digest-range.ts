import type { DigestAlgorithm } from '@waarmerk/cms'
import type { RandomAccess } from '@waarmerk/pdf'
import { readThrough, type Stretch } from './read-through.ts'
import { runningDigest } from './running-digest.ts'

/**
 * The digest over some ranges of a file, which is never in memory whole.
 *
 * @param ranges start, length, start, length …, as /ByteRange has them (ISO 32000-2 §12.8.1)
 * @returns 32 bytes for SHA-256
 * @throws PdfError ERR_PDF_OUT_OF_RANGE
 *
 * @example
 * const sha256 = await digestRange(file, [0, file.size])
 */
export const digestRange = async (
  source: RandomAccess,
  ranges: readonly number[],
  algorithm: DigestAlgorithm = 'sha256',
): Promise<Uint8Array> => {
  const digest = runningDigest([algorithm])
  await readThrough(source, stretchesOf(ranges), (chunk) => digest.update(chunk))
  return digest.digest(algorithm)
}

const stretchesOf = (ranges: readonly number[]): Stretch[] => {
  if (ranges.length % 2 !== 0) throw new TypeError('ranges are pairs of start and length')
  return ranges.flatMap((start, index) => (index % 2 === 0 ? [{ start, length: ranges[index + 1] as number }] : []))
}
