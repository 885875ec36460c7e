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
}

/** Bytes in memory as a source; reads are views, nothing is copied. */
export const bytesSource = (bytes: Uint8Array): RandomAccess => ({
  size: bytes.length,
  read(position, length) {
    requireRange(bytes.length, position, length)
    return bytes.subarray(position, position + length)
  },
})

/** Several sources read as one, in order: a file and the revisions appended to it. */
export const concatSources = (parts: readonly RandomAccess[]): RandomAccess => {
  const starts: number[] = []
  let size = 0
  for (const part of parts) {
    starts.push(size)
    size += part.size
  }
  return {
    size,
    read(position, length) {
      requireRange(size, position, length)
      let index = lastStartAtOrBefore(starts, position)
      const first = parts[index]
      const within = position - (starts[index] ?? 0)
      if (first === undefined || within + length <= first.size) return first?.read(within, length) ?? new Uint8Array(0)
      return gather(length, (done) => {
        while (position + done >= (starts[index + 1] ?? size)) index += 1
        const part = parts[index] as RandomAccess
        const at = position + done - (starts[index] as number)
        return part.read(at, Math.min(length - done, part.size - at))
      })
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

const gather = (length: number, next: (done: number) => Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(length)
  for (let done = 0; done < length; ) {
    const piece = next(done)
    bytes.set(piece, done)
    done += piece.length
  }
  return bytes
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
