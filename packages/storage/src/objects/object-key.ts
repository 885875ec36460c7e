import { randomBytes } from 'node:crypto'
import { StorageError } from '../errors.ts'

/** A fresh key: 160 random bits, 40 hexadecimal digits, safe as a file name anywhere. */
export function freshKey(): string {
  return randomBytes(20).toString('hex')
}

/** Whether a name has the form of a key. */
export function isKey(name: string): boolean {
  return /^[0-9a-f]{40}$/.test(name)
}

/**
 * The path of an object below the store's directory, as two steps. Nothing but a key gets through, so no
 * key can name a file elsewhere.
 *
 * @throws StorageError `ERR_STORAGE_OBJECT_KEY_INVALID`; the message does not repeat the key.
 */
export function keyPath(key: string): [shard: string, file: string] {
  if (!isKey(key)) throw new StorageError('ERR_STORAGE_OBJECT_KEY_INVALID', 'not a key of this object store')
  return [key.slice(0, 2), key]
}
