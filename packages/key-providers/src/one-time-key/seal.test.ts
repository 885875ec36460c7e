import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { createOneTimeKey } from './one-time-key.ts'
import { seal, sealPrivateKey, unseal, unsealPrivateKey } from './seal.ts'

const key = randomBytes(32)
const aad = Buffer.from('transaction 1')
const plaintext = Buffer.from('geheim')
const broken = expect.objectContaining({ code: 'ERR_KEY_SEAL_BROKEN', kind: 'defect' })

test('what was sealed opens with the same key for the same purpose', () => {
  expect(Buffer.from(unseal(key, seal(key, plaintext, aad), aad))).toEqual(plaintext)
  expect(unseal(key, seal(key, new Uint8Array(), aad), aad)).toHaveLength(0)
})

test('a seal shows nothing of what is in it, and is never the same twice', () => {
  const sealed = Buffer.from(seal(key, plaintext, aad))
  expect(sealed.includes(plaintext)).toBe(false)
  expect(sealed).toHaveLength(1 + 12 + plaintext.length + 16)
  expect(Buffer.from(seal(key, plaintext, aad))).not.toEqual(sealed)
})

test('a seal stays shut with another key or for another purpose', () => {
  const sealed = seal(key, plaintext, aad)
  expect(() => unseal(randomBytes(32), sealed, aad)).toThrow(broken)
  expect(() => unseal(key, sealed, Buffer.from('transaction 2'))).toThrow(broken)
  expect(() => unseal(key, new Uint8Array(), aad)).toThrow(broken)
})

test('a seal with any changed or missing byte stays shut', () => {
  const sealed = seal(key, plaintext, aad)
  for (let i = 0; i < sealed.length; i++) {
    const changed = Uint8Array.from(sealed)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(() => unseal(key, changed, aad)).toThrow(broken)
    expect(() => unseal(key, sealed.subarray(0, i), aad)).toThrow(broken)
  }
})

test('a private key comes out of its seal as it went in', () => {
  const { privateKey } = createOneTimeKey()
  const sealed = sealPrivateKey(key, privateKey, aad)
  expect(unsealPrivateKey(key, sealed, aad).equals(privateKey)).toBe(true)
  expect(() => unsealPrivateKey(key, sealed, plaintext)).toThrow(broken)
})
