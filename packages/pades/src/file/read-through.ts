import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RandomAccess, readInto } from '@waarmerk/pdf'

/** The fastest size to read and hash with: fits the cache of a core. */
const chunkBytes = 256 * 1024
/** Bytes handled before others get their turn: about a millisecond. */
const turnBytes = 1024 * 1024

/** A stretch of a file. */
export interface Stretch {
  readonly start: number
  readonly length: number
}

/**
 * Reads stretches of a file in chunks of at most 256 KiB into one buffer that is used again, so the file is never in
 * memory whole; other work gets its turn in between.
 *
 * @param onChunk gets each chunk in order; it is overwritten afterwards
 * @throws PdfError ERR_PDF_OUT_OF_RANGE, and what `onChunk` throws
 */
export const readThrough = async (
  source: RandomAccess,
  stretches: readonly Stretch[],
  onChunk: (chunk: Uint8Array, position: number) => void,
): Promise<void> => {
  const longest = stretches.reduce((most, { length }) => Math.max(most, length), 0)
  const buffer = new Uint8Array(Math.min(chunkBytes, longest))
  let sinceTurn = 0
  for (const { start, length } of stretches) {
    for (let done = 0; done < length; done += chunkBytes) {
      const chunk = buffer.subarray(0, Math.min(chunkBytes, length - done))
      readInto(source, start + done, chunk)
      onChunk(chunk, start + done)
      sinceTurn += chunk.length
      if (sinceTurn >= turnBytes) {
        sinceTurn = 0
        await nextTurn()
      }
    }
  }
}
