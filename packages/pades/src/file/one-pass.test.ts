import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bytesSource, concatSources } from '@waarmerk/pdf'
import fc from 'fast-check'
import { codeOf } from '../../test/make-pdf.ts'
import { growingFile } from './growing-file.ts'
import { type ByteRange, onePass } from './one-pass.ts'

const bytes = new Uint8Array(Buffer.from(Array.from({ length: 700_000 }, (_, index) => (index * 7) % 251)))
const sha = (algorithm: string, ...parts: Uint8Array[]) =>
  createHash(algorithm).update(Buffer.concat(parts)).digest('hex')
const hex = (digest: Uint8Array | null | undefined) => digest && Buffer.from(digest).toString('hex')

test('one reading gives the digest of every signature and of the whole, and every byte once', async () => {
  const seen: Uint8Array[] = []
  const ranges: ByteRange[] = [
    [0, 1000, 1200, 300],
    [0, 300_000, 300_500, 4000],
    [0, 699_000, 699_500, 500],
    [0, 0, 10, 5],
  ]
  const { whole, digests } = await onePass(bytesSource(bytes), {
    signatures: ranges.map((byteRange, index) => ({ byteRange, algorithm: index === 1 ? 'sha384' : 'sha256' })),
    algorithms: ['sha512'],
    onChunk: (chunk) => void seen.push(Uint8Array.from(chunk)),
  })
  expect(digests.map(hex)).toEqual(
    ranges.map(([, hole, rest, length], index) =>
      sha(index === 1 ? 'sha384' : 'sha256', bytes.subarray(0, hole), bytes.subarray(rest, rest + length)),
    ),
  )
  expect(hex(whole.digest('sha512'))).toBe(sha('sha512', bytes))
  expect(Buffer.compare(Buffer.concat(seen), bytes)).toBe(0)
})

test('any ranges give what hashing them one by one gives, or null where they cannot be', async () => {
  const size = 5000
  const file = bytes.subarray(0, size)
  const number = fc.nat(size + 100)
  const range = fc.tuple(fc.constantFrom(0 as const, 1 as const), number, number, number)
  await fc.assert(
    fc.asyncProperty(fc.array(range, { maxLength: 6 }), async (ranges) => {
      const signatures = ranges.map((byteRange) => ({ byteRange, algorithm: 'sha256' as const }))
      const { digests } = await onePass(bytesSource(file), { signatures })
      expect(digests.map(hex)).toEqual(
        ranges.map(([start, hole, rest, length]) =>
          start === 0 && hole <= rest && rest + length <= size
            ? sha('sha256', file.subarray(0, hole), file.subarray(rest, rest + length))
            : null,
        ),
      )
    }),
    { numRuns: 200 },
  )
})

test('ranges that would make us hash a large file many times over are refused', async () => {
  const large = { size: 100 * 1024 * 1024, read: (_: number, length: number) => new Uint8Array(length) }
  const signatures = Array.from({ length: 8 }, () => ({
    byteRange: [0, 1, 2, large.size - 2] as const,
    algorithm: 'sha256' as const,
  }))
  expect(await codeOf(() => onePass(large, { signatures }))).toBe('ERR_PADES_RANGES_TOO_LONG')
})

test('what is appended continues the digest of the one reading', async () => {
  const base = bytesSource(bytes.subarray(0, 1000))
  const { whole } = await onePass(base, { algorithms: ['sha256'] })
  const file = growingFile({ source: base, whole })
  const first = bytes.subarray(1000, 1500)
  const around = file.digestAround(first, [0, 1100, 1200, 300], 'sha256')
  expect(hex(around)).toBe(sha('sha256', bytes.subarray(0, 1100), bytes.subarray(1200, 1500)))
  file.append(first)
  const second = bytes.subarray(1500, 1600)
  expect(hex(file.digestAround(second, [0, 1510, 1520, 80], 'sha256'))).toBe(
    sha('sha256', bytes.subarray(0, 1510), bytes.subarray(1520, 1600)),
  )
  const whatStands = concatSources([base, bytesSource(first)])
  expect(file.source.size).toBe(whatStands.size)
  expect(file.source.read(900, 300)).toEqual(whatStands.read(900, 300))
  expect(() => file.digestAround(second, [0, 1510, 1520, 80], 'sha512')).toThrow(TypeError)
})
