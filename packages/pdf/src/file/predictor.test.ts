import { expect, test } from '@jest/globals'
import { codeOf } from '../../test/make-pdf.ts'
import { undoPredictor } from './predictor.ts'

const base = { predictor: 12, colors: 1, bitsPerComponent: 8, columns: 3 }
const undo = (data: number[], parameters: Partial<typeof base> = {}) => [
  ...undoPredictor(Uint8Array.from(data), { ...base, ...parameters }),
]

test.each<[string, number[], number[]]>([
  ['None', [0, 1, 2, 3], [1, 2, 3]],
  ['Sub', [1, 1, 2, 3], [1, 3, 6]],
  ['Up on the first row', [2, 1, 2, 3], [1, 2, 3]],
  ['Up', [0, 1, 2, 3, 2, 1, 1, 1], [1, 2, 3, 2, 3, 4]],
  ['Average', [0, 10, 20, 30, 3, 1, 1, 1], [10, 20, 30, 6, 14, 23]],
  ['Paeth', [0, 10, 20, 30, 4, 1, 1, 1], [10, 20, 30, 11, 21, 31]],
  ['bytes that wrap around', [2, 200, 0, 0, 2, 100, 0, 0], [200, 0, 0, 44, 0, 0]],
  ['an incomplete last row, dropped', [0, 1, 2, 3, 0, 1], [1, 2, 3]],
])('PNG filter %s is undone', (_, data, expected) => {
  expect(undo(data)).toEqual(expected)
})

test('a pixel of several bytes looks back a whole pixel', () => {
  expect(undo([1, 1, 2, 3, 4], { columns: 2, colors: 2 })).toEqual([1, 2, 4, 6])
})

test('TIFF predictor adds the component to the left, row by row', () => {
  expect(undo([1, 1, 1, 5, 1, 1], { predictor: 2 })).toEqual([1, 2, 3, 5, 6, 7])
})

test('predictor 1 changes nothing', () => {
  expect(undo([9, 8], { predictor: 1 })).toEqual([9, 8])
})

test.each<[Partial<typeof base>, string]>([
  [{ predictor: 7 }, 'ERR_PDF_FILTER_UNSUPPORTED'],
  [{ predictor: 2, bitsPerComponent: 4 }, 'ERR_PDF_FILTER_UNSUPPORTED'],
  [{ columns: 0 }, 'ERR_PDF_STREAM_INVALID'],
  [{ columns: 1e9 }, 'ERR_PDF_STREAM_INVALID'],
  [{ colors: Number.NaN }, 'ERR_PDF_STREAM_INVALID'],
])('parameters %j are refused', (parameters, code) => {
  expect(codeOf(() => undo([0, 1, 2, 3], parameters))).toBe(code)
})

test('an unknown PNG filter is refused', () => {
  expect(codeOf(() => undo([5, 1, 2, 3]))).toBe('ERR_PDF_STREAM_INVALID')
})
