import { expect, test } from '@jest/globals'
import { legacyPassword, unicodePassword } from './password-bytes.ts'

test.each<[string, string]>([
  ['é€', 'e9a0'],
  ['Š', '97'],
  ['山', 'e5b1b1'],
])('up to revision 4 %p is %p', (password, expected) => {
  expect(Buffer.from(legacyPassword(password)).toString('hex')).toBe(expected)
})

test.each<[string, string]>([
  ['a\u00a0b', 'a b'],
  ['a\u00ad\u200bb', 'ab'],
  ['\u2168', 'IX'],
  ['e\u0301', 'é'],
  ['x'.repeat(200), 'x'.repeat(127)],
])('from revision 5 on %p is %p', (password, expected) => {
  expect(Buffer.from(unicodePassword(password)).toString()).toBe(expected)
})
