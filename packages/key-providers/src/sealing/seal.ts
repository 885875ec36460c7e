import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { KeyError } from '../errors.ts'

// version ‖ nonce (12) ‖ ciphertext ‖ tag (16)
const version = 1
const nonceBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

const requireKey = (key: Uint8Array): void => {
  if (key.length !== 32) throw new TypeError('a sealing key has 32 bytes')
}

/**
 * Encrypts and authenticates (AES-256-GCM, NIST SP 800-38D, random 96-bit nonce).
 *
 * @param key 32 bytes
 * @param associatedData what the secret belongs to; needed again to open it, not kept in it
 * @returns a self-describing byte string, 29 bytes longer than the plaintext
 */
export const seal = (key: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array): Uint8Array => {
  requireKey(key)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(associatedData)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return new Uint8Array(Buffer.concat([Uint8Array.of(version), nonce, ciphertext, cipher.getAuthTag()]))
}

/**
 * Opens what {@link seal} made.
 *
 * @returns the plaintext, authentic for this key and associated data
 * @throws {KeyError} ERR_KEY_SEAL_BROKEN
 */
export const unseal = (key: Uint8Array, sealed: Uint8Array, associatedData: Uint8Array): Uint8Array => {
  requireKey(key)
  if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes) {
    throw new KeyError('ERR_KEY_SEAL_BROKEN', 'not a sealed secret')
  }
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const ciphertext = sealed.subarray(1 + nonceBytes, -tagBytes)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(associatedData).setAuthTag(sealed.subarray(-tagBytes))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
  } catch (cause) {
    throw new KeyError('ERR_KEY_SEAL_BROKEN', 'a sealed secret was changed or belongs elsewhere', { cause })
  }
}
