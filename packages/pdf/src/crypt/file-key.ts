import { createHash } from 'node:crypto'
import type { EncryptionDictionary } from './encryption-dictionary.ts'
import { rc4 } from './rc4.ts'

/** ISO 32000-2 7.6.4.3.2: what fills up a password to 32 bytes. */
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

const md5 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const padded = (password: Uint8Array): Uint8Array => Buffer.concat([password, padding]).subarray(0, 32)

/** 50 times MD5 of the first `length` bytes, from revision 3 on. */
const hardened = (digest: Uint8Array, { revision, keyLength }: EncryptionDictionary): Uint8Array => {
  let key = digest
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, keyLength))
  return key.subarray(0, keyLength)
}

/** RC4 with the key, then from revision 3 on with 19 keys made of it; backwards to undo it. */
const rounds = (key: Uint8Array, data: Uint8Array, revision: number, direction: 'do' | 'undo'): Uint8Array => {
  const keys = Array.from({ length: revision >= 3 ? 20 : 1 }, (_, round) => key.map((byte) => byte ^ round))
  return (direction === 'do' ? keys : keys.reverse()).reduce((result, roundKey) => rc4(roundKey, result), data)
}

/**
 * The file key of revisions 2 to 4 by the user password (algorithms 2, 4 to 6), or null when it is wrong.
 * `identifier` is the first string of /ID.
 */
export const fileKeyByUser = (
  dictionary: EncryptionDictionary,
  identifier: Uint8Array,
  password: Uint8Array,
): Uint8Array | null => {
  const { revision, ownerEntry, userEntry, permissions, encryptMetadata } = dictionary
  const bits = Buffer.alloc(4)
  bits.writeInt32LE(permissions)
  const unencrypted = revision >= 4 && !encryptMetadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0)
  const key = hardened(md5(padded(password), ownerEntry, bits, identifier, unencrypted), dictionary)
  const expected = rounds(key, revision === 2 ? padding : md5(padding, identifier), revision, 'do')
  return Buffer.compare(expected, userEntry.subarray(0, expected.length)) === 0 ? key : null
}

/** The same by the owner password, under which the user password stands in /O (algorithm 7). */
export const fileKeyByOwner = (
  dictionary: EncryptionDictionary,
  identifier: Uint8Array,
  password: Uint8Array,
): Uint8Array | null => {
  const key = hardened(md5(padded(password)), dictionary)
  return fileKeyByUser(dictionary, identifier, rounds(key, dictionary.ownerEntry, dictionary.revision, 'undo'))
}
