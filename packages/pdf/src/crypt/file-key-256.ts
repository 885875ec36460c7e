import { createHash } from 'node:crypto'
import { unwrapAes, wrapAes } from './aes-cbc.ts'
import type { EncryptionDictionary } from './encryption-dictionary.ts'

const sha = (bits: 256 | 384 | 512, ...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash(`sha${bits}`)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/**
 * Algorithm 2.B of ISO 32000-2 7.6.4.3.4, the hash of revision 6. It ends by itself: a last byte is at most
 * 255, so there are never more than 288 rounds, of 64 times at most 239 bytes each.
 */
const hardenedHash = (password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array => {
  let key = sha(256, password, salt, user)
  for (let round = 1; ; round += 1) {
    const once = Buffer.concat([password, key, user])
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => once))
    const encrypted = wrapAes(key.subarray(0, 16), repeated, key.subarray(16, 32))
    // 256 mod 3 is 1: the remainder of a number of 16 bytes is that of the sum of its bytes.
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = sha(([256, 384, 512] as const)[remainder] as 256, encrypted)
    if (round >= 64 && (encrypted.at(-1) as number) <= round - 32) return key.subarray(0, 32)
  }
}

/** The hash of a password with a salt; that of an owner password also with /U. */
const hashOf = (revision: number, password: Uint8Array, salt: Uint8Array, user: Uint8Array): Uint8Array =>
  revision === 5 ? sha(256, password, salt, user) : hardenedHash(password, salt, user)

/** Key that `entry` (hash, validation salt, key salt) protects, or null when the password is wrong. */
const unlocked = (
  revision: number,
  password: Uint8Array,
  entry: Uint8Array,
  sealed: Uint8Array,
  user: Uint8Array,
): Uint8Array | null => {
  const expected = hashOf(revision, password, entry.subarray(32, 40), user)
  if (Buffer.compare(expected, entry.subarray(0, 32)) !== 0) return null
  return unwrapAes(hashOf(revision, password, entry.subarray(40, 48), user), sealed)
}

/** The file key of revisions 5 and 6 by the user password (algorithms 2.A and 11), or null when it is wrong. */
export const fileKey256ByUser = (dictionary: EncryptionDictionary, password: Uint8Array): Uint8Array | null =>
  unlocked(dictionary.revision, password, dictionary.userEntry, dictionary.userKey, new Uint8Array(0))

/** The same by the owner password (algorithms 2.A and 12). */
export const fileKey256ByOwner = (dictionary: EncryptionDictionary, password: Uint8Array): Uint8Array | null =>
  unlocked(dictionary.revision, password, dictionary.ownerEntry, dictionary.ownerKey, dictionary.userEntry)
