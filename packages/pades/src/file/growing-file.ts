import type { DigestAlgorithm } from '@waarmerk/cms'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import type { ByteRange } from './one-pass.ts'
import type { RunningDigest } from './running-digest.ts'

/**
 * A file and what is appended to it, every byte of which is hashed once: the signature, the validation data and the
 * document time stamp after it all continue the digest of one reading of the document.
 */
export interface GrowingFile {
  /** Everything so far. */
  readonly source: RandomAccess
  /** What was appended, in order. */
  readonly increments: readonly Uint8Array[]
  /** The digest over the file and an increment that is not appended yet, without the hole of `byteRange`. */
  digestAround(increment: Uint8Array, byteRange: ByteRange, algorithm: DigestAlgorithm): Uint8Array
  /** Appends for good; the bytes may not change any more. */
  append(increment: Uint8Array): void
}

/** @param whole over all bytes of `base` */
export const growingFile = (base: RandomAccess, whole: RunningDigest): GrowingFile => {
  const increments: Uint8Array[] = []
  let source = base
  return {
    get source() {
      return source
    },
    increments,
    digestAround(increment, [, hole, rest], algorithm) {
      const around = whole.copy()
      around.update(increment.subarray(0, hole - source.size))
      around.update(increment.subarray(rest - source.size))
      return around.digest(algorithm)
    },
    append(increment) {
      whole.update(increment)
      increments.push(increment)
      source = concatSources([base, ...increments.map(bytesSource)])
    },
  }
}
