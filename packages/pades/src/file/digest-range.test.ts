import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bytesSource, type RandomAccess } from '@waarmerk/pdf'
import { codeOf } from '../../test/make-pdf.ts'
import { digestRange } from './digest-range.ts'

const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251))
const sha = (algorithm: string, ...parts: Uint8Array[]) =>
  new Uint8Array(createHash(algorithm).update(Buffer.concat(parts)).digest())

test('ranges are hashed one after the other, in chunks of 256 KiB', async () => {
  const lengths: number[] = []
  const source: RandomAccess = {
    size: bytes.length,
    read(position, length) {
      lengths.push(length)
      return bytes.subarray(position, position + length)
    },
  }
  const digest = await digestRange(source, [0, 600_000, 650_000, 10])
  expect(new Uint8Array(digest)).toEqual(sha('sha256', bytes.subarray(0, 600_000), bytes.subarray(650_000, 650_010)))
  expect(lengths).toEqual([262_144, 262_144, 75_712, 10])
})

test('others get their turn while a large file is hashed', async () => {
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 0)
  const large: RandomAccess = { size: 200 * 1024 * 1024, read: (_, length) => new Uint8Array(length) }
  await digestRange(large, [0, large.size])
  clearInterval(timer)
  expect(turns).toBeGreaterThan(10)
})

test('a range outside the file is refused, half a range is a mistake', async () => {
  expect(await codeOf(() => digestRange(bytesSource(bytes), [0, bytes.length + 1]))).toBe('ERR_PDF_OUT_OF_RANGE')
  await expect(digestRange(bytesSource(bytes), [0])).rejects.toThrow(TypeError)
})
