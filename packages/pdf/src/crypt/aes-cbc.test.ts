import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeOf } from '../../test/make-pdf.ts'
import { decryptAes, encryptAes } from './aes-cbc.ts'

const key = Buffer.alloc(16, 1)
const fileKey = Buffer.alloc(16, 2)
const place = Buffer.from([3])

test('what is encrypted comes back, of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (plain) => {
      const encrypted = encryptAes(key, plain, fileKey, place)
      expect(encrypted.length % 16).toBe(0)
      expect(Buffer.from(decryptAes(key, encrypted))).toEqual(Buffer.from(plain))
    }),
  )
})

test('the vector depends on key, place and content, and on nothing else', () => {
  const vector = (plain: string, other = fileKey, at = place) =>
    Buffer.from(encryptAes(key, Buffer.from(plain), other, at).subarray(0, 16)).toString('hex')
  const all = [vector('a'), vector('b'), vector('a', key), vector('a', fileKey, key)]
  expect(new Set(all).size).toBe(4)
  expect(vector('a')).toBe(all[0])
})

test('nothing stands for nothing, sloppy ends are borne, and a vector cut short is refused', () => {
  const encrypted = encryptAes(key, Buffer.from('0123456789abcdef'), fileKey, place)
  expect(decryptAes(key, new Uint8Array(0))).toHaveLength(0)
  expect(Buffer.from(decryptAes(key, encrypted.subarray(0, 40))).toString()).toBe('0123456789abcdef')
  expect(codeOf(() => decryptAes(key, encrypted.subarray(0, 15)))).toBe('ERR_PDF_ENCRYPTION_INVALID')
})
