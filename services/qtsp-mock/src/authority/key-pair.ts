import { webcrypto } from 'node:crypto'

/** Keys of the authorities: ECDSA on P-256, or RSA with 3072 bits as most real time-stamp authorities have. */
export type KeyAlgorithm = 'p-256' | 'rsa-3072'

const algorithms = {
  'p-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'rsa-3072': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 3072,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
} as const

/** A new key pair. */
export async function createKeyPair(algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  const keys = await webcrypto.subtle.generateKey(algorithms[algorithm], true, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new TypeError('an asymmetric algorithm gives a pair')
  return keys
}

/** PKCS #8 bytes of a private key. */
export async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', key))
}

/** A private key from its PKCS #8 bytes. */
export function importPrivateKey(pkcs8: Uint8Array, algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithms[algorithm], false, ['sign'])
}
