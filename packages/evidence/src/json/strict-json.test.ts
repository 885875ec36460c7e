import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseStrictJson } from './strict-json.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const parse = (text: string, max = 10_000) => parseStrictJson(utf8(text), max)
const refuses = (text: string, code: string) => expect(() => parse(text)).toThrow(expect.objectContaining({ code }))

test('any JSON value comes through as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat({ max: 2 }), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parse(text, 1_000_000)).toEqual(JSON.parse(text))
    }),
  )
})

test('a member named twice is found at any depth', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue({ maxDepth: 2 }), fc.nat({ max: 5 }), (name, value, depth) => {
      const object = `{"~":[1,{}],${JSON.stringify(name)}:${JSON.stringify(value)},${JSON.stringify(name)}:0}`
      refuses('[{"a":'.repeat(depth) + object + '}]'.repeat(depth), 'ERR_JSON_DUPLICATE_MEMBER')
    }),
  )
})

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"a":{},"b":["\\"",{"c":1}],"a":null}',
  '{"__proto__":1,"__proto__":2}',
  '{"":1,"":2}',
])('%s names a member twice', (text) => refuses(text, 'ERR_JSON_DUPLICATE_MEMBER'))

test.each(['{"a":{"a":{"a":1}}}', '[{"a":1},{"a":1}]', '{"a":"a","b":"a"}', '{"a":"\\",\\"a\\":1"}'])(
  '%s names no member twice in one object',
  (text) => expect(parse(text)).toEqual(JSON.parse(text)),
)

test.each(['', '{', '{"a":1,}', "{'a':1}", 'NaN', '\ufeff{}', '{} {}', '"\n"'])('%j is not JSON', (text) =>
  refuses(text, 'ERR_JSON_INVALID'),
)

test('the refusal does not repeat the text', () => {
  expect(() => parse('{"bsn":999990019')).toThrow(/^not valid JSON in UTF-8$/)
})

test('bytes that are not UTF-8 are refused', () => {
  const bytes = Uint8Array.of(0x22, 0xc3, 0x28, 0x22)
  expect(() => parseStrictJson(bytes, 10)).toThrow(expect.objectContaining({ code: 'ERR_JSON_INVALID' }))
})

test('JSON above its size is not looked at', () => {
  expect(() => parse('[]', 1)).toThrow(expect.objectContaining({ code: 'ERR_JSON_TOO_LARGE' }))
})

test('deep nesting is refused', () => {
  expect(parse('['.repeat(16) + ']'.repeat(16))).toBeDefined()
  refuses('['.repeat(17) + ']'.repeat(17), 'ERR_JSON_TOO_DEEP')
  refuses('['.repeat(4000) + ']'.repeat(4000), 'ERR_JSON_TOO_DEEP')
})

test('a long string full of escapes is walked in a straight line', () => {
  const text = JSON.stringify({ a: '\\"'.repeat(1_000_000) })
  expect(parse(text, 10_000_000)).toHaveProperty('a')
})
