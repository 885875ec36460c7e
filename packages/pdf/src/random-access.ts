import { PdfError } from './pdf-error.ts'

/**
 * A file, or anything that can be read at a position. Reading is synchronous: opening a PDF takes
 * a few dozen small reads, and the engine must not hold files of gigabytes in memory.
 */
export interface RandomAccess {
  /** Size in bytes; does not change while the source is in use. */
  readonly size: number
  /**
   * Exactly `length` bytes from `position`. The bytes must stay as they are: give a fresh array or a
   * view on memory that does not change. The reader does not write to them.
   *
   * @throws PdfError ERR_PDF_OUT_OF_RANGE
   */
  read(position: number, length: number): Uint8Array
  /**
   * The same into memory of the caller, which fills `target`. Optional: without it, hashing a large file
   * makes garbage of its size.
   *
   * @throws PdfError ERR_PDF_OUT_OF_RANGE
   */
  readInto?(position: number, target: Uint8Array): void
}

/**
 * Fills `target` with the bytes from `position`, without new memory where the source can.
 *
 * @throws PdfError ERR_PDF_OUT_OF_RANGE
 */
export const readInto = (source: RandomAccess, position: number, target: Uint8Array): void => {
  if (source.readInto === undefined) target.set(source.read(position, target.length))
  else source.readInto(position, target)
}

/** Bytes in memory as a source; reads are views, nothing is copied. Reading throws PdfError ERR_PDF_OUT_OF_RANGE. */
export const bytesSource = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  read(position, length) {
    requireRange(bytes.length, position, length)
    return bytes.subarray(position, position + length)
  },
})

/**
 * Several sources read as one, in order: a file and the revisions appended to it. Nothing is read before it is asked for.
 * Reading throws PdfError ERR_PDF_OUT_OF_RANGE, and what the parts throw.
 *
 * @example
 * const signed = concatSources([file, ...increments.map(bytesSource)])
 */
export const concatSources = (parts: readonly RandomAccess[]): RandomAccess => {
  const starts: number[] = []
  let size = 0
  for (const part of parts) {
    starts.push(size)
    size += part.size
  }
  /** The part in which a position lies, and where in it. */
  const locate = (position: number): { part: RandomAccess; at: number } => {
    const index = lastStartAtOrBefore(starts, position)
    return { part: parts[index] ?? bytesSource(new Uint8Array(0)), at: position - (starts[index] ?? 0) }
  }
  const fill = (position: number, target: Uint8Array): void => {
    for (let done = 0; done < target.length; ) {
      const { part, at } = locate(position + done)
      const piece = target.subarray(done, done + Math.min(target.length - done, part.size - at))
      readInto(part, at, piece)
      done += piece.length
    }
  }
  return {
    size,
    read(position, length) {
      requireRange(size, position, length)
      const { part, at } = locate(position)
      if (at + length <= part.size) return part.read(at, length)
      const bytes = new Uint8Array(length)
      fill(position, bytes)
      return bytes
    },
    readInto(position, target) {
      requireRange(size, position, target.length)
      fill(position, target)
    },
  }
}

/** The source without its first `offset` bytes (junk before the header). */
export const sourceFrom = (source: RandomAccess, offset: number): RandomAccess =>
  offset === 0
    ? source
    : {
        size: source.size - offset,
        read(position, length) {
          requireRange(source.size - offset, position, length)
          return source.read(position + offset, length)
        },
      }

const lastStartAtOrBefore = (starts: readonly number[], position: number): number => {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= position) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

const requireRange = (size: number, position: number, length: number): void => {
  const valid =
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(length) &&
    position >= 0 &&
    length >= 0 &&
    position + length <= size
  if (!valid) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the source')
}
