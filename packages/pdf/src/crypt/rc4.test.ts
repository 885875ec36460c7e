import { expect, test } from '@jest/globals'
import { rc4 } from './rc4.ts'

test.each([
  ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
  ['Wiki', 'pedia', '1021bf0420'],
  ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
])('the key %s makes of %s what everybody makes of it', (key, plain, expected) => {
  const encrypted = rc4(Buffer.from(key), Buffer.from(plain))
  expect(Buffer.from(encrypted).toString('hex')).toBe(expected)
  expect(Buffer.from(rc4(Buffer.from(key), encrypted)).toString()).toBe(plain)
})
