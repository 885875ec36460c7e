import { PdfError } from '../pdf-error.ts'
import type { Revision } from '../revision/revision.ts'
import { byteRangeMark, byteRangeText, contentsMark } from './signature-value.ts'

/** A revision with everything but the signature. All positions count from the begin of the whole file. */
export interface FilledRevision {
  /** Fully qualified name of the field that was filled. */
  readonly field: string
  /** The bytes to append to the file. */
  readonly increment: Uint8Array
  /** Two ranges (start, length): everything but the string of /Contents. */
  readonly byteRange: readonly [0, number, number, number]
  /** Position of the `<` of /Contents. */
  readonly contentsStart: number
  /** Digits between `<` and `>`. */
  readonly contentsHexLength: number
  /** SHA-256 of the look, as `Look.sha256`; null when the field has none. */
  readonly lookSha256: Uint8Array | null
}

const largestContents = 1024 * 1024

/**
 * Room for a signature, in bytes, must be 1 to 1 MiB.
 *
 * @throws PdfError ERR_PDF_PLACEHOLDER_INVALID
 */
export const requirePlaceholderSize = (contentsBytes: number): void => {
  if (!Number.isSafeInteger(contentsBytes) || contentsBytes < 1 || contentsBytes > largestContents) {
    throw new PdfError('ERR_PDF_PLACEHOLDER_INVALID', 'impossible size of the signature')
  }
}

/** Lays the revision out and writes the byte range, which is known only then. */
export const buildFilled = (
  revision: Revision,
  field: string,
  contentsBytes: number,
  lookSha256: Uint8Array | null,
): FilledRevision => {
  const { size } = revision.doc.source
  const { bytes, position } = revision.build()
  const contentsStart = position(contentsMark)
  const contentsHexLength = contentsBytes * 2
  const rest = contentsStart + contentsHexLength + 2
  const byteRange = [0, contentsStart, rest, size + bytes.length - rest] as const
  bytes.set(Buffer.from(byteRangeText(byteRange), 'latin1'), position(byteRangeMark) - size)
  return { field, increment: bytes, byteRange, contentsStart, contentsHexLength, lookSha256 }
}
