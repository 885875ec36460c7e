import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeOf } from '../../test/make-pdf.ts'
import { layOutText } from './text-layout.ts'

/** Every character is half as wide as the font size. */
const measure = (text: string) => text.length / 2
const lay = (lines: string[], width: number, height: number) =>
  layOutText(lines, { width, height, lineHeight: 1.25, largest: 10 }, measure)

test('text that fits keeps its size, longer text is wrapped at spaces and hyphens', () => {
  expect(lay(['een twee'], 100, 20)).toEqual({ lines: ['een twee'], size: 10 })
  expect(lay(['een twee-drie vier'], 50, 50)).toEqual({ lines: ['een twee-', 'drie vier'], size: 10 })
})

test('text shrinks until it fits', () => {
  expect(lay(['een twee'], 100, 10)).toEqual({ lines: ['een twee'], size: 8 })
  expect(lay(['samenstelling'], 52, 50)).toEqual({ lines: ['samenstelling'], size: 8 })
})

test('at the smallest size words break anywhere', () => {
  expect(lay(['abcdefghij'], 6, 50)).toEqual({ lines: ['abcd', 'efgh', 'ij'], size: 3 })
})

test('what does not fit at all is refused', () => {
  expect(codeOf(() => lay(['abcdefghij'], 6, 7))).toBe('ERR_PDF_LOOK_TOO_SMALL')
  expect(codeOf(() => lay(['a'], 1, 50))).toBe('ERR_PDF_LOOK_TOO_SMALL')
})

test('an empty line keeps its place', () => {
  expect(lay(['a', '', 'b'], 50, 50).lines).toEqual(['a', '', 'b'])
})

test('nothing is lost and nothing is wider or higher than the box', () => {
  const words = fc.array(fc.stringMatching(/^[a-z-]{1,12}$/), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 80 }), fc.integer({ min: 4, max: 60 }), (text, width, height) => {
      let layout: ReturnType<typeof lay>
      try {
        layout = lay([text.join(' ')], width, height)
      } catch {
        return
      }
      expect(layout.lines.join('').replaceAll(' ', '')).toBe(text.join(''))
      expect(layout.lines.length * layout.size * 1.25).toBeLessThanOrEqual(height)
      for (const line of layout.lines) expect(measure(line) * layout.size).toBeLessThanOrEqual(width)
    }),
  )
})
