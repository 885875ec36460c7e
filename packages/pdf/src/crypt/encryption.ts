import type { Resolve } from '../file/stream-data.ts'
import { PdfError } from '../pdf-error.ts'
import type { PdfDictionary, PdfObject, PdfValue } from '../syntax/value.ts'
import { decryptBlock } from './aes-cbc.ts'
import { type CryptMethod, type EncryptionDictionary, readEncryptionDictionary } from './encryption-dictionary.ts'
import { fileKeyByOwner, fileKeyByUser } from './file-key.ts'
import { fileKey256ByOwner, fileKey256ByUser } from './file-key-256.ts'
import { createObjectCipher } from './object-cipher.ts'
import { legacyPassword, unicodePassword } from './password-bytes.ts'

/** Turns strings and stream data of one object into what stands in the file. */
export interface ContentCipher {
  string(bytes: Uint8Array): Uint8Array
  stream(data: Uint8Array): Uint8Array
}

/** An encrypted file that was opened (ISO 32000-2 7.6). */
export interface Encryption {
  /** Whose password opened it. The owner may do everything. */
  readonly access: 'owner' | 'user'
  /** What the user may do: the bits of ISO 32000-2 table 22, bit 1 being the lowest. */
  readonly permissions: number
  /** Revision of the standard security handler, 2 to 6. */
  readonly revision: number
  /** Encrypts what is written as the object with this number and generation. */
  encryptor(number: number, generation: number): ContentCipher
  /** The bytes of a string of a top-level object. @throws PdfError ERR_PDF_ENCRYPTION_INVALID */
  decryptString(number: number, generation: number, bytes: Uint8Array): Uint8Array
  /** The data of a stream object. @throws PdfError ERR_PDF_ENCRYPTION_INVALID */
  decryptStream(object: PdfObject, data: Uint8Array, resolve: Resolve): Uint8Array
}

/**
 * Opens the encryption of a file: the password is tried as that of the owner, then of the user. Without
 * one the empty user password is tried, and nothing more: an empty owner password lifts no restriction.
 * `identifier` is the first string of /ID, or empty.
 *
 * @throws PdfError ERR_PDF_PASSWORD, ERR_PDF_ENCRYPTED, ERR_PDF_ENCRYPTION_INVALID
 */
export const openEncryption = (
  dictionary: PdfDictionary,
  resolve: Resolve,
  identifier: Uint8Array,
  password: string,
): Encryption => {
  const parsed = readEncryptionDictionary(dictionary, resolve)
  const { strings, streams } = parsed
  const { access, key } = unlock(parsed, identifier, password)
  return {
    access,
    permissions: permissionsOf(parsed, key),
    revision: parsed.revision,
    encryptor(number, generation) {
      const cipher = createObjectCipher(key, number, generation)
      return {
        string: (bytes) => cipher.encrypt(strings, bytes),
        stream: (data) => cipher.encrypt(streams, data),
      }
    },
    decryptString: (number, generation, bytes) => createObjectCipher(key, number, generation).decrypt(strings, bytes),
    decryptStream: (object, data, resolveValue) =>
      createObjectCipher(key, object.number, object.generation).decrypt(
        streamMethod(parsed, object.value as PdfDictionary, resolveValue),
        data,
      ),
  }
}

interface Unlocked {
  readonly access: 'owner' | 'user'
  readonly key: Uint8Array
}

const unlock = (dictionary: EncryptionDictionary, identifier: Uint8Array, password: string): Unlocked => {
  const { revision, streams, strings } = dictionary
  const isLatest = revision >= 5
  const bytes = isLatest ? unicodePassword(password) : legacyPassword(password)
  const byOwner = (): Uint8Array | null =>
    isLatest ? fileKey256ByOwner(dictionary, bytes) : fileKeyByOwner(dictionary, identifier, bytes)
  const byUser = (): Uint8Array | null =>
    isLatest ? fileKey256ByUser(dictionary, bytes) : fileKeyByUser(dictionary, identifier, bytes)
  const owner = password === '' ? null : byOwner()
  if (owner !== null) return { access: 'owner', key: owner }
  const user = byUser()
  if (user !== null) return { access: 'user', key: user }
  // Only attachments are encrypted: the document itself needs no password.
  if (password === '' && streams === 'Identity' && strings === 'Identity') return { access: 'user', key: noKey }
  throw new PdfError('ERR_PDF_PASSWORD', password === '' ? 'the file needs a password' : 'the password is wrong')
}

const noKey = new Uint8Array(0)

/**
 * /P, which anybody can change. In revisions 5 and 6 it is sealed under the key (algorithm 13): only what
 * both allow is allowed.
 */
const permissionsOf = (dictionary: EncryptionDictionary, key: Uint8Array): number => {
  const { revision, permissions, sealedPermissions } = dictionary
  if (revision < 5 || key === noKey) return permissions
  const sealed = Buffer.from(decryptBlock(key, sealedPermissions))
  if (sealed.toString('latin1', 9, 12) !== 'adb')
    throw new PdfError('ERR_PDF_ENCRYPTION_INVALID', 'the encryption dictionary is damaged: /Perms')
  return permissions & sealed.readInt32LE(0)
}

/** Which method a stream is encrypted with (ISO 32000-2 7.5.8.2, 7.6.2, 7.6.6). */
const streamMethod = (dictionary: EncryptionDictionary, stream: PdfDictionary, resolve: Resolve): CryptMethod => {
  const value = (from: PdfDictionary, key: string): PdfValue | null => resolve(from.entries.get(key)?.value)
  const type = value(stream, 'Type')
  const typeName = type?.kind === 'name' ? type.name : ''
  if (typeName === 'XRef' || (typeName === 'Metadata' && !dictionary.encryptMetadata)) return 'Identity'
  const filter = first(value(stream, 'Filter'), resolve)
  if (filter?.kind !== 'name' || filter.name !== 'Crypt') return dictionary.streams
  const parameters = first(value(stream, 'DecodeParms'), resolve)
  const name = parameters?.kind === 'dictionary' ? value(parameters, 'Name') : null
  return name?.kind === 'name' ? dictionary.filter(name.name) : 'Identity'
}

const first = (value: PdfValue | null, resolve: Resolve): PdfValue | null =>
  value?.kind === 'array' ? resolve(value.items[0]) : value
