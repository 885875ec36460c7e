import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cursorOver } from './cursor.ts'
import { parseValue } from './parse-value.ts'
import { stringBytes } from './string-bytes.ts'
import { decodeTextString, textString } from './text-string.ts'

const roundTrip = (text: string): string => {
  const value = parseValue(cursorOver(Buffer.from(textString(text), 'latin1'), true))
  if (value.kind !== 'string') throw new Error('no string')
  return decodeTextString(stringBytes(value))
}

test.each([
  ['Jan (de) Vries\\', '(Jan \\(de\\) Vries\\\\)'],
  ['é', '(\\351)'],
  ['regel\n', '(regel\\012)'],
  ['Šárka', '<FEFF0160 00E1 0072 006B 0061>'.replaceAll(' ', '')],
  ['€', '<FEFF20AC>'],
  ['\ud800', '<FEFFFFFD>'],
])('%j is written as %s', (text, expected) => {
  expect(textString(text)).toBe(expected)
})

test('every text comes back as it was, in ASCII bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(textString(text)).toMatch(/^[\x20-\x7e]+$/)
      expect(roundTrip(text)).toBe(text)
    }),
  )
})

test.each<[number[], string]>([
  [[0xef, 0xbb, 0xbf, 0xc5, 0xa0], 'Š'],
  [[0x95, 0xa0, 0x18, 0x41], 'Ł€˘A'],
  [[0xfe, 0xff, 0x01, 0x41], 'Ł'],
])('the bytes %p are the text %s', (bytes, text) => {
  expect(decodeTextString(Uint8Array.from(bytes))).toBe(text)
})
