import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto'

/** Digests that signatures are made with, as WebCrypto names them. */
export type Digest = 'SHA-256' | 'SHA-384' | 'SHA-512'

const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
})
const ecdsa = (namedCurve: string) => ({ name: 'ECDSA', namedCurve })

const algorithms = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'p-256': ecdsa('P-256'),
  'p-384': ecdsa('P-384'),
  'p-521': ecdsa('P-521'),
  ed25519: { name: 'Ed25519' },
} as const

/** Keys that a signer may have. RSA keys sign PKCS #1 and PSS alike. */
export type SignerAlgorithm = keyof typeof algorithms

/** Keys that an authority of the double may have. */
export type KeyAlgorithm = Exclude<SignerAlgorithm, 'ed25519'>

/** Names of every algorithm a signer may have. */
export const signerAlgorithms = Object.keys(algorithms) as SignerAlgorithm[]

/** Names of every algorithm an authority may have. */
export const keyAlgorithms = signerAlgorithms.filter((name): name is KeyAlgorithm => name !== 'ed25519')

/** The digest that a key of this algorithm signs: as strong as the curve, SHA-256 for RSA. */
export function digestFor(algorithm: KeyAlgorithm): Digest {
  if (algorithm === 'p-384') return 'SHA-384'
  return algorithm === 'p-521' ? 'SHA-512' : 'SHA-256'
}

/** A new key pair. */
export async function createKeyPair(algorithm: SignerAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  const keys = await webcrypto.subtle.generateKey(algorithms[algorithm], true, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new TypeError('an asymmetric algorithm gives a pair')
  return keys
}

/** PKCS #8 bytes of a private key. */
export async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', key))
}

/** A key pair from the PKCS #8 bytes of its private key. */
export async function importKeyPair(pkcs8: Uint8Array, algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    privateKey: await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithms[algorithm], false, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', spki, algorithms[algorithm], true, ['verify']),
  }
}
