import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { childrenOf, readDer } from '../der/der-reader.ts'
import * as der from '../der/der-writer.ts'
import { oids } from '../oids.ts'
import {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  signatureAlgorithmIdentifier,
  signatureAlgorithmOf,
} from './algorithm-identifier.ts'
import { type SignatureAlgorithm, signatureAlgorithms } from './signature-algorithms.ts'
import { digestForNode, paddingForNode, verifySignature } from './verify-signature.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const ed = generateKeyPairSync('ed25519')
const names = Object.keys(signatureAlgorithms) as SignatureAlgorithm[]
const pairs = { rsa, ec, ed25519: ed }
const data = Buffer.from('data')

test.each(names)('%s: what is signed verifies, anything else does not', (algorithm) => {
  const { privateKey, publicKey } = pairs[signatureAlgorithms[algorithm].keyType]
  const signature = sign(digestForNode(algorithm), data, { key: privateKey, ...paddingForNode(algorithm) })
  expect(verifySignature({ algorithm, publicKey, data, signature })).toBe(true)
  expect(verifySignature({ algorithm, publicKey, data: Buffer.from('dato'), signature })).toBe(false)
  expect(verifySignature({ algorithm, publicKey, data, signature: signature.subarray(1) })).toBe(false)
  expect(signatureAlgorithmOf(readDer(signatureAlgorithmIdentifier(algorithm)))).toBe(algorithm)
})

test('a key for PSS only makes and verifies PSS signatures', () => {
  const { privateKey, publicKey } = pss
  const algorithm = 'rsa-pss-sha256'
  const signature = sign('sha256', data, { key: privateKey, ...paddingForNode(algorithm) })
  expect(verifySignature({ algorithm, publicKey, data, signature })).toBe(true)
  expect(() => verifySignature({ algorithm: 'rsa-sha256', publicKey, data, signature })).toThrow(refusal)
})

const refusal = expect.objectContaining({ code: 'ERR_PKI_ALGORITHM_REFUSED' })
test.each<[string, SignatureAlgorithm, () => KeyObject]>([
  ['RSA of 1024 bits', 'rsa-sha256', () => generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
  [
    'a curve outside TS 119 312',
    'ecdsa-sha256',
    () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
  ],
  ['an RSA key for ECDSA', 'ecdsa-sha256', () => rsa.publicKey],
  ['an elliptic-curve key for RSA', 'rsa-pss-sha256', () => ec.publicKey],
  ['an X25519 key', 'ed25519', () => generateKeyPairSync('x25519').publicKey],
])('a key is refused: %s', (_what, algorithm, key) => {
  expect(() => verifySignature({ algorithm, publicKey: key(), data, signature: data })).toThrow(refusal)
})

const pssWith = (change: (parameters: Uint8Array[]) => void) => {
  const [oid, parameters] = childrenOf(readDer(signatureAlgorithmIdentifier('rsa-pss-sha256')), 0x30)
  const parts = childrenOf(parameters, 0x30).map((part) => part.der)
  change(parts)
  return der.sequence(oid?.der ?? data, der.sequence(...parts))
}

test.each([
  ['SHA-1', der.sequence(der.objectIdentifier('1.2.840.113549.1.1.5'), der.nullValue())],
  ['ECDSA with parameters', der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'), der.nullValue())],
  ['RSA with odd parameters', der.sequence(der.objectIdentifier('1.2.840.113549.1.1.11'), der.integer(1))],
  [
    'more than parameters',
    der.sequence(der.objectIdentifier('1.2.840.113549.1.1.11'), der.nullValue(), der.nullValue()),
  ],
  ['PSS with a salt of another length', pssWith((parts) => (parts[2] = der.explicit(2, der.integer(20))))],
  [
    'PSS with two different hashes',
    pssWith((parts) => (parts[0] = der.explicit(0, digestAlgorithmIdentifier('sha512')))),
  ],
  ['PSS with its SHA-1 defaults', pssWith((parts) => parts.splice(0, 3))],
  [
    'PSS with another mask',
    pssWith(
      (parts) =>
        (parts[1] = der.explicit(1, der.sequence(der.objectIdentifier('1.2.3'), digestAlgorithmIdentifier('sha256')))),
    ),
  ],
  ['PSS with a trailer', pssWith((parts) => parts.push(der.explicit(3, der.integer(1))))],
])('an algorithm is not one of ours: %s', (_what, identifier) => {
  expect(signatureAlgorithmOf(readDer(identifier))).toBeUndefined()
})

test('a digest is recognised with and without NULL; SHA-1 is not', () => {
  expect(digestAlgorithmOf(readDer(digestAlgorithmIdentifier('sha384')))).toBe('sha384')
  expect(digestAlgorithmOf(readDer(der.sequence(der.objectIdentifier(oids.sha512), der.nullValue())))).toBe('sha512')
  expect(digestAlgorithmOf(readDer(der.sequence(der.objectIdentifier(oids.sha1))))).toBeUndefined()
  expect(digestAlgorithmOf(readDer(der.sequence(der.objectIdentifier(oids.sha512), der.integer(1))))).toBeUndefined()
})
