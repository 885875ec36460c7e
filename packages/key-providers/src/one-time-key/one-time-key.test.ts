import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { calculateJwkThumbprint } from 'jose'
import { createOneTimeKey, oneTimeKey } from './one-time-key.ts'

test('a one-time key signs, and its thumbprint is the one that jose computes', async () => {
  const { privateKey, publicKey, publicJwk, thumbprint } = createOneTimeKey()
  expect(await calculateJwkThumbprint(publicJwk)).toBe(thumbprint)
  expect(verify('sha256', Buffer.from('x'), publicKey, sign('sha256', Buffer.from('x'), privateKey))).toBe(true)
  expect(Object.keys(publicJwk).toSorted()).toEqual(['crv', 'kty', 'x', 'y'])
})

test('no two one-time keys are the same; one that is opened again keeps its thumbprint', () => {
  const key = createOneTimeKey()
  expect(createOneTimeKey().thumbprint).not.toBe(key.thumbprint)
  expect(oneTimeKey(key.privateKey).thumbprint).toBe(key.thumbprint)
})

test('another kind of key is not a one-time key', () => {
  expect(() => oneTimeKey(generateKeyPairSync('ed25519').privateKey)).toThrow(TypeError)
  expect(() => oneTimeKey(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)).toThrow(TypeError)
})
