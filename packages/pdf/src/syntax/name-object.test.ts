import { expect, test } from '@jest/globals'
import { nameObject } from './name-object.ts'

test.each([
  ['Waarmerk', '/Waarmerk'],
  ['Gemeente #1 (proef)', '/Gemeente#20#231#20#28proef#29'],
  ['é/\u0000', '/#C3#A9#2F#00'],
])('%p becomes %p', (name, expected) => {
  expect(nameObject(name)).toBe(expected)
})
