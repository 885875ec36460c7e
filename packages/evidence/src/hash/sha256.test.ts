import { expect, test } from '@jest/globals'
import { random32 } from '../../test/forger.ts'
import { base64url32Schema, base64urlSchema, fromBase64url, toBase64url } from './base64url.ts'
import { saltedSha256, sameText, sha256, sha256Text } from './sha256.ts'

test('SHA-256 of "abc" is the value of FIPS 180-4, as base64url', () => {
  const digest = Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex')
  expect(sha256Text('abc')).toBe(digest.toString('base64url'))
  expect(sha256(new TextEncoder().encode('abc'))).toBe(sha256Text('abc'))
})

test('a salted hash is SHA-256 over the 32 bytes of salt and the UTF-8 of the value', () => {
  const salt = toBase64url(new Uint8Array(32).fill(7))
  const input = Buffer.concat([Buffer.alloc(32, 7), Buffer.from('é')])
  expect(saltedSha256(salt, 'é')).toBe(sha256(new Uint8Array(input)))
})

test('another salt gives another hash of the same value', () => {
  expect(saltedSha256(random32(), 'x')).not.toBe(saltedSha256(random32(), 'x'))
})

test.each(['', 'AAAA', `${'A'.repeat(43)}=`, 'A'.repeat(44)])('%j is no salt of 32 bytes', (salt) => {
  expect(() => saltedSha256(salt, 'x')).toThrow(TypeError)
})

test('base64url has one spelling: padding, other alphabets and idle bits are refused', () => {
  expect(fromBase64url('AQ')).toEqual(Uint8Array.of(1))
  for (const text of ['AQ==', 'AR', 'A+', 'A/', 'A Q', 'A']) expect(fromBase64url(text)).toBeUndefined()
  expect(base64url32Schema.safeParse(random32()).success).toBe(true)
  for (const text of ['B'.repeat(43), 'A'.repeat(42), 'A'.repeat(44)]) {
    expect(base64url32Schema.safeParse(text).success).toBe(false)
  }
  expect(base64urlSchema(3).safeParse('AAAA').success).toBe(true)
  expect(base64urlSchema(3).safeParse('AAAAAA').success).toBe(false)
})

test('texts are compared by what they are', () => {
  expect(sameText('a', 'a')).toBe(true)
  expect(sameText('a', 'aa')).toBe(false)
})
