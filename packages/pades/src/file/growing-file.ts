import type { DigestAlgorithm } from '@waarmerk/cms'
import { bytesSource, concatSources, openPdf, type PdfDocument, type RandomAccess } from '@waarmerk/pdf'
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
  /**
   * Everything so far as a reader sees it. After something was appended, that is read out of the bytes; a file that is
   * damaged by it is refused.
   *
   * @throws PdfError as `openPdf` does
   */
  open(): PdfDocument
  /** The digest over the file and an increment that is not appended yet, without the hole of `byteRange`. */
  digestAround(increment: Uint8Array, byteRange: ByteRange, algorithm: DigestAlgorithm): Uint8Array
  /** Appends for good; the bytes may not change any more. */
  append(increment: Uint8Array): void
}

/** A file that nothing is appended to yet. */
export interface BaseFile {
  readonly source: RandomAccess
  /** Over all its bytes. */
  readonly whole: RunningDigest
  /** For an encrypted file: its user or owner password. */
  readonly password?: string | undefined
  /** The same, where it was opened already. */
  readonly doc?: PdfDocument | undefined
}

export const growingFile = ({ source: base, whole, password, doc }: BaseFile): GrowingFile => {
  const increments: Uint8Array[] = []
  let source = base
  let opened = doc
  return {
    get source() {
      return source
    },
    increments,
    open() {
      if (opened?.source !== source)
        opened = openPdf(source, { password, before: opened, recover: increments.length === 0 })
      return opened
    },
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
