import { expect, test } from '@jest/globals'
import { canonicalBytes, isCanonical } from './canonical-json.ts'

test('the example of RFC 8785 §3.2.2 gives the bytes of §3.2.3', () => {
  const value: unknown = JSON.parse(`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
    "literals": [null, true, false]
  }`)
  expect(new TextDecoder().decode(canonicalBytes(value))).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
})

test('what is not JSON is refused, not written as something else', () => {
  for (const value of [undefined, Number.NaN, 'lone \ud800', { a: Number.POSITIVE_INFINITY }]) {
    expect(() => canonicalBytes(value)).toThrow(TypeError)
  }
})

test('a value is canonical in exactly one spelling, and one with a lone surrogate in none', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text)
  expect(isCanonical({ b: 1, a: 2 }, utf8('{"a":2,"b":1}'))).toBe(true)
  expect(isCanonical({ b: 1, a: 2 }, utf8('{"b":1,"a":2}'))).toBe(false)
  expect(isCanonical('\ud800', utf8('"\\ud800"'))).toBe(false)
})
