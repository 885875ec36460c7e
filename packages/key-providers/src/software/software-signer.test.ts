import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { verifySignature } from '@waarmerk/pki'
import { calculateJwkThumbprint } from 'jose'
import { createOneTimeKey, thumbprintOf } from './one-time-key.ts'
import { softwareSigner } from './software-signer.ts'

test.each([
  ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['P-384', () => generateKeyPairSync('ec', { namedCurve: 'P-384' })],
  ['P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' })],
  ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['Ed25519', () => generateKeyPairSync('ed25519')],
])(
  'a %s key signs what its public key verifies',
  async (_, make: () => { privateKey: KeyObject; publicKey: KeyObject }) => {
    const { privateKey, publicKey } = make()
    const signer = softwareSigner({ privateKey, certificates: [] })
    const data = new TextEncoder().encode('signed attributes')
    const signature = await signer.sign({ data, digest: new Uint8Array(32) })
    expect(verifySignature({ algorithm: signer.algorithm, publicKey, data, signature })).toBe(true)
  },
)

test('a kind of key that cannot sign documents is refused', () => {
  const { privateKey } = generateKeyPairSync('x25519')
  expect(() => softwareSigner({ privateKey, certificates: [] })).toThrow(TypeError)
  expect(() => thumbprintOf(generateKeyPairSync('ed25519').publicKey)).toThrow(TypeError)
})

test('the thumbprint of a one-time key is that of RFC 7638, as jose computes it', async () => {
  const { publicKey, thumbprint } = createOneTimeKey()
  const jwk = publicKey.export({ format: 'jwk' })
  expect(thumbprint).toBe(await calculateJwkThumbprint({ ...jwk, kty: 'EC' }))
})
