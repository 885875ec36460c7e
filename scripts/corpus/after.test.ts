import { expect, test } from '@jest/globals'
import { prefixKept } from './after.ts'

test.each([
  ['with something after it', 'abcdef', true],
  ['unchanged', 'abc', false],
  ['shortened', 'ab', false],
  ['with another byte', 'abdef', false],
])('a file %s: %s is prefix kept: %s', (_, output, kept) => {
  expect(prefixKept(Buffer.from('abc'), Buffer.from(output))).toBe(kept)
})
