import { expect, test } from '@jest/globals'
import { codeOf } from '../test/make-pdf.ts'
import { bytesSource, concatSources, readInto, sourceFrom } from './random-access.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

test('a read within one part is a view, a read across parts is gathered', () => {
  const first = bytes(1, 2, 3)
  const source = concatSources([
    bytesSource(first),
    bytesSource(bytes()),
    bytesSource(bytes(4)),
    bytesSource(bytes(5, 6)),
  ])
  expect(source.size).toBe(6)
  expect(source.read(1, 2).buffer).toBe(first.buffer)
  expect([...source.read(1, 4)]).toEqual([2, 3, 4, 5])
  expect([...source.read(0, 6)]).toEqual([1, 2, 3, 4, 5, 6])
  expect([...source.read(3, 1)]).toEqual([4])
  expect([...source.read(6, 0)]).toEqual([])
})

test('a source from an offset counts from there', () => {
  const source = sourceFrom(bytesSource(bytes(9, 9, 1, 2)), 2)
  expect(source.size).toBe(2)
  expect([...source.read(0, 2)]).toEqual([1, 2])
  expect(codeOf(() => source.read(0, 3))).toBe('ERR_PDF_OUT_OF_RANGE')
})

test.each([
  [-1, 1],
  [0, 4],
  [2, 2],
  [0.5, 1],
  [0, -1],
  [Number.NaN, 1],
])('reading %p, %p of three bytes is refused', (position, length) => {
  const source = bytesSource(bytes(1, 2, 3))
  expect(codeOf(() => source.read(position, length))).toBe('ERR_PDF_OUT_OF_RANGE')
  expect(codeOf(() => concatSources([source]).read(position, length))).toBe('ERR_PDF_OUT_OF_RANGE')
})

test('reading into the memory of the caller uses each part as it can', () => {
  const able = {
    ...bytesSource(bytes(4, 5)),
    readInto: (position: number, target: Uint8Array) => target.set([40, 50].slice(position, position + target.length)),
  }
  const source = concatSources([bytesSource(bytes(1, 2, 3)), able, bytesSource(bytes(6))])
  const target = new Uint8Array(4)
  readInto(source, 2, target)
  expect([...target]).toEqual([3, 40, 50, 6])
  expect(codeOf(() => readInto(source, 3, target))).toBe('ERR_PDF_OUT_OF_RANGE')
})
