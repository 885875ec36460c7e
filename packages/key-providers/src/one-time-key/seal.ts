import { createCipheriv, createDecipheriv, createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { KeyProviderError } from '../key-provider-error.ts'

const version = 1
const cipher = 'aes-256-gcm'
const nonceSize = 12
const tagSize = 16

/**
 * Encrypts and authenticates (AES-256-GCM, NIST SP 800-38D) with a random nonce of 96 bits: at most 2^32 seals by one
 * key, which a key per day keeps far away.
 *
 * @param key 32 bytes
 * @param aad what the seal belongs to: it opens only with the same
 * @returns version (1), nonce, ciphertext, tag
 * @throws RangeError for a key of another length
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceSize)
  const encryption = createCipheriv(cipher, key, nonce, { authTagLength: tagSize }).setAAD(bound(aad))
  const ciphertext = [encryption.update(plaintext), encryption.final()]
  return new Uint8Array(Buffer.concat([Uint8Array.of(version), nonce, ...ciphertext, encryption.getAuthTag()]))
}

/**
 * Opens a {@link seal}.
 *
 * @throws KeyProviderError `ERR_KEY_SEAL_BROKEN` for another key, other aad, another version or any changed byte
 */
export function unseal(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array {
  if (sealed[0] !== version || sealed.length < 1 + nonceSize + tagSize) throw broken()
  const nonce = sealed.subarray(1, 1 + nonceSize)
  const decryption = createDecipheriv(cipher, key, nonce, { authTagLength: tagSize })
    .setAAD(bound(aad))
    .setAuthTag(sealed.subarray(-tagSize))
  const plaintext = decryption.update(sealed.subarray(1 + nonceSize, -tagSize))
  try {
    decryption.final()
    return Uint8Array.from(plaintext)
  } catch {
    throw broken()
  } finally {
    plaintext.fill(0)
  }
}

// The version is authenticated as well.
const bound = (aad: Uint8Array): Uint8Array => Buffer.concat([Uint8Array.of(version), aad])
const broken = () =>
  new KeyProviderError('ERR_KEY_SEAL_BROKEN', 'the seal does not open with this key for this purpose')

/** As {@link seal}, for a private key (PKCS#8), leaving no copy of its bytes in memory. @throws RangeError as that does */
export function sealPrivateKey(key: Uint8Array, privateKey: KeyObject, aad: Uint8Array): Uint8Array {
  const plaintext = privateKey.export({ format: 'der', type: 'pkcs8' })
  try {
    return seal(key, plaintext, aad)
  } finally {
    plaintext.fill(0)
  }
}

/** Opens what {@link sealPrivateKey} made. @throws KeyProviderError `ERR_KEY_SEAL_BROKEN` */
export function unsealPrivateKey(key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): KeyObject {
  const plaintext = unseal(key, sealed, aad)
  try {
    return createPrivateKey({ key: Buffer.from(plaintext.buffer), format: 'der', type: 'pkcs8' })
  } finally {
    plaintext.fill(0)
  }
}
