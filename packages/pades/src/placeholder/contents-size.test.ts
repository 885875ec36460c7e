import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { issue, issuingCa, person, root, signer } from '../../test/certificates.ts'
import { contentsSize } from './contents-size.ts'

test('it grows with the certificates and the token, byte for byte, and leaves 2 KiB', () => {
  const alone = contentsSize({ certificates: [person.certificate.der], tsaTokenBytes: 0 })
  const chain = contentsSize({ certificates: signer.certificates, tsaTokenBytes: 0 })
  expect(chain - alone).toBeGreaterThanOrEqual(issuingCa.certificate.der.length + root.certificate.der.length)
  const small = contentsSize({ certificates: signer.certificates, tsaTokenBytes: 3000 })
  expect(contentsSize({ certificates: signer.certificates, tsaTokenBytes: 5000 }) - small).toBe(2000)
  expect(alone).toBeGreaterThan(person.certificate.der.length + 72 + 2048)
})

test('a larger key gets more room', () => {
  const sizeFor = (
    algorithm: 'rsa-sha256' | 'ecdsa-sha384' | 'ed25519',
    privateKey = generateKeyPairSync('ed25519').privateKey,
  ) => {
    const { certificate } = issue({ name: 'x', issuer: issuingCa, privateKey })
    return contentsSize({ certificates: [certificate.der], algorithm, tsaTokenBytes: 0 }) - certificate.der.length
  }
  const rsa = sizeFor('rsa-sha256', generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey)
  const p384 = sizeFor('ecdsa-sha384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)
  expect(rsa - p384).toBeGreaterThan(384 - 104 - 40)
  expect(p384).toBeGreaterThan(sizeFor('ed25519'))
})
