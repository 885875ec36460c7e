import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { isSameKey } from './is-same-key.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })

test('the same key is the same, another one of its kind is not', () => {
  expect(isSameKey(rsa.publicKey, rsa.publicKey)).toBe(true)
  expect(isSameKey(ec.publicKey, generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toBe(false)
})

test('after keys of two kinds were compared, a key can still be read', () => {
  const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })
  expect(isSameKey(rsa.publicKey, ec.publicKey)).toBe(false)
  expect(createPrivateKey(pem).asymmetricKeyType).toBe('rsa')
})
