import { bytesSource, type RandomAccess } from '../src/random-access.ts'

/** A source that notes how long each read of it was. */
export const countedSource = (given: RandomAccess | Uint8Array) => {
  const source = given instanceof Uint8Array ? bytesSource(given) : given
  const reads: number[] = []
  const counted: RandomAccess = {
    size: source.size,
    read(position, length) {
      reads.push(length)
      return source.read(position, length)
    },
  }
  return { source: counted, reads, bytes: () => reads.reduce((sum, length) => sum + length, 0) }
}
