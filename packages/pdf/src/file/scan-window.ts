import { type RandomAccess, readInto } from '../random-access.ts'

const chunkLength = 256 * 1024
/** So much of a chunk is looked at again with the next one: no word and no object header is cut in two. */
const overlap = 64

/** A word on which a scan stops. */
export interface Landmark {
  readonly word: 'obj' | 'trailer'
  readonly position: number
}

/** A file that is gone through from begin to end, in chunks. */
export interface ScanWindow {
  /** Small reads near each other cost one read of the file. What it gives is good until the next call. */
  readonly source: RandomAccess
  /** The next landmark from a position on, or null. */
  next(from: number): Landmark | null
}

export const createScanWindow = (file: RandomAccess): ScanWindow => {
  const memory = Buffer.allocUnsafe(Math.min(chunkLength, file.size))
  let chunk = memory.subarray(0, 0)
  let base = 0

  const load = (position: number, length: number): void => {
    if (position >= base && position + length <= base + chunk.length) return
    chunk = memory.subarray(0, Math.min(chunkLength, file.size - position))
    readInto(file, position, chunk)
    base = position
  }

  return {
    source: {
      size: file.size,
      read(position, length) {
        if (length > chunkLength) return file.read(position, length)
        load(position, length)
        return chunk.subarray(position - base, position - base + length)
      },
    },
    next(from) {
      for (let at = from; at < file.size; at = base + chunk.length - overlap) {
        load(at, Math.min(overlap + 1, file.size - at))
        const found = firstLandmark(chunk, at - base)
        if (found !== null) return { word: found.word, position: base + found.position }
        if (base + chunk.length >= file.size) return null
      }
      return null
    },
  }
}

const firstLandmark = (bytes: Buffer, from: number): Landmark | null => {
  const object = bytes.indexOf('obj', from)
  const trailer = bytes.subarray(from, object < 0 ? bytes.length : object).indexOf('trailer')
  if (trailer >= 0) return { word: 'trailer', position: from + trailer }
  return object < 0 ? null : { word: 'obj', position: object }
}
