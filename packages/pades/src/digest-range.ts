import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DigestAlgorithm } from '@waarmerk/cms'
import { type RandomAccess, readInto } from '@waarmerk/pdf'

/** The fastest size to read and hash with: fits the cache of a core. */
const chunkBytes = 256 * 1024
/** Bytes hashed before others get their turn: about a millisecond. */
const turnBytes = 1024 * 1024

/**
 * The digest over some ranges of a file, which is never in memory whole: read in chunks of 256 KiB,
 * other work gets its turn in between.
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
): Promise<Uint8Array> => (await digestRangeBy(source, ranges, [algorithm])).get(algorithm) as Uint8Array

/** Several digests over the same ranges in one pass. Errors as {@link digestRange}. */
export const digestRangeBy = async (
  source: RandomAccess,
  ranges: readonly number[],
  algorithms: readonly DigestAlgorithm[],
): Promise<ReadonlyMap<DigestAlgorithm, Uint8Array>> => {
  if (ranges.length % 2 !== 0) throw new TypeError('ranges are pairs of start and length')
  const hashes = new Map(algorithms.map((algorithm) => [algorithm, createHash(algorithm)] as const))
  const buffer = new Uint8Array(Math.min(chunkBytes, Math.max(0, ...ranges.filter((_, index) => index % 2 === 1))))
  let sinceTurn = 0
  for (let at = 0; at < ranges.length; at += 2) {
    const [start, length] = [ranges[at] as number, ranges[at + 1] as number]
    for (let done = 0; done < length; done += chunkBytes) {
      const chunk = buffer.subarray(0, Math.min(chunkBytes, length - done))
      readInto(source, start + done, chunk)
      for (const hash of hashes.values()) hash.update(chunk)
      sinceTurn += chunk.length
      if (sinceTurn >= turnBytes) {
        sinceTurn = 0
        await nextTurn()
      }
    }
  }
  return new Map(Array.from(hashes, ([algorithm, hash]) => [algorithm, hash.digest()]))
}
