import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeOf } from '../../test/make-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { cursorOver } from './cursor.ts'
import { parseValue } from './parse-value.ts'
import { stringBytes } from './string-bytes.ts'
import type { PdfValue } from './value.ts'

const parse = (text: string): PdfValue => parseValue(cursorOver(Buffer.from(text, 'latin1'), true))

/** The value without positions. */
const plain = (value: PdfValue): unknown => {
  if (value.kind === 'array') return value.items.map(plain)
  if (value.kind === 'dictionary')
    return Object.fromEntries(Array.from(value.entries, ([key, held]) => [key, plain(held.value)]))
  if (value.kind === 'reference') return `${value.number} ${value.generation} R`
  if (value.kind === 'name') return `/${value.name}`
  if (value.kind === 'string') return { string: Buffer.from(stringBytes(value)).toString('latin1') }
  return value.kind === 'null' ? null : value.value
}

test.each<[string, unknown]>([
  ['true ', true],
  ['false]', false],
  ['null', null],
  ['12', 12],
  ['-.5', -0.5],
  ['+3.', 3],
  ['4.25', 4.25],
  ['--1', Number.NaN],
  ['/Name#20x ', '/Name x'],
  ['/', '/'],
  ['(a(b)c)', { string: 'a(b)c' }],
  ['(\\(\\)\\\\\\n\\101\\0531\\x)', { string: '()\\\nA+1x' }],
  ['(a\\\r\nb\r\nc\rd)', { string: 'ab\nc\nd' }],
  ['<48 65 6c6C6>', { string: 'Hell`' }],
  ['<>', { string: '' }],
  ['[1 0 R 2 3 4 0 R]', ['1 0 R', 2, 3, '4 0 R']],
  ['[1 0 /R 5 0 Rx]'.replace('5 0 Rx', '5 0'), [1, 0, '/R', 5, 0]],
  ['% comment\n<</A 1%\n/B[/C(d)]/E<</F null>>>>', { A: 1, B: ['/C', { string: 'd' }], E: { F: null } }],
  ['<</A<</B>>>>'.replace('/B', '/B/C'), { A: { B: '/C' } }],
])('%s is read as ISO 32000-2 7.3 says', (text, expected) => {
  expect(plain(parse(text))).toEqual(expected)
})

test('spans count in the bytes, and a key named twice is noted', () => {
  const text = ' <</A 12 0 R/B(x)/A 3>> '
  const value = parse(text)
  expect([value.start, value.end]).toEqual([1, text.length - 1])
  expect(value.kind === 'dictionary' && value.ambiguous).toBe(true)
  expect(value.kind === 'dictionary' && value.entries.get('B')).toMatchObject({
    keyStart: 12,
    value: { start: 14, end: 17 },
  })
})

test.each<[string, string]>([
  ['nul', 'ERR_PDF_SYNTAX'],
  ['constructor', 'ERR_PDF_SYNTAX'],
  ['>>', 'ERR_PDF_SYNTAX'],
  ['<</A 1 2>>', 'ERR_PDF_SYNTAX'],
  ['<</A 1>x', 'ERR_PDF_SYNTAX'],
  ['<4g>', 'ERR_PDF_SYNTAX'],
  ['(never closed', 'ERR_PDF_TRUNCATED'],
  ['(\\', 'ERR_PDF_TRUNCATED'],
  ['<41', 'ERR_PDF_TRUNCATED'],
  ['[1 2', 'ERR_PDF_TRUNCATED'],
  ['<</A', 'ERR_PDF_TRUNCATED'],
  ['% only a comment', 'ERR_PDF_TRUNCATED'],
  ['', 'ERR_PDF_TRUNCATED'],
  ['['.repeat(101), 'ERR_PDF_TOO_DEEP'],
  ['<</A'.repeat(101), 'ERR_PDF_TOO_DEEP'],
])('%s is refused with %s', (text, code) => {
  expect(codeOf(() => parse(text))).toBe(code)
})

test('an array of more values than the limit is refused', () => {
  expect(codeOf(() => parse(`[${'1 '.repeat(limits.values)}]`))).toBe('ERR_PDF_TOO_MANY')
})

test('any bytes give a value or a coded refusal', () => {
  const token = fc.constantFrom(
    '<<',
    '>>',
    '[',
    ']',
    '/A',
    '(',
    ')',
    '<',
    '>',
    '1',
    '0',
    'R',
    ' ',
    '\n',
    '%',
    '\\',
    '-',
    '.',
    'true',
    '#',
    '\0',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(token, fc.string()), { maxLength: 60 }), (pieces) => {
      try {
        const text = pieces.join('')
        const value = parse(text)
        expect(value.end).toBeLessThanOrEqual(Buffer.from(text, 'latin1').length)
      } catch (error) {
        if (!(error instanceof PdfError)) throw error
      }
    }),
    { numRuns: 2000 },
  )
})
