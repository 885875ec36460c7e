import { createHash } from 'node:crypto'
import { PdfError } from '../pdf-error.ts'
import { decryptAes, encryptAes } from './aes-cbc.ts'
import type { CryptMethod } from './encryption-dictionary.ts'
import { rc4 } from './rc4.ts'

/** Encrypts and decrypts what stands in one indirect object (ISO 32000-2 7.6.3). */
export interface ObjectCipher {
  /** @throws PdfError ERR_PDF_ENCRYPTION_INVALID, ERR_PDF_PASSWORD when the file was opened without a key */
  decrypt(method: CryptMethod, bytes: Uint8Array): Uint8Array
  encrypt(method: CryptMethod, bytes: Uint8Array): Uint8Array
}

/** The cipher of the object with this number and generation, under the key of the file. */
export const createObjectCipher = (fileKey: Uint8Array, number: number, generation: number): ObjectCipher => {
  const place = Buffer.alloc(5)
  place.writeUIntLE(number, 0, 3)
  place.writeUIntLE(generation, 3, 2)
  return {
    decrypt(method, bytes) {
      if (method === 'Identity') return bytes
      if (fileKey.length === 0) throw new PdfError('ERR_PDF_PASSWORD', 'a stream of the file needs a password')
      const key = objectKey(fileKey, place, method)
      return method === 'RC4' ? rc4(key, bytes) : decryptAes(key, bytes)
    },
    encrypt(method, bytes) {
      if (method === 'Identity') return bytes
      const key = objectKey(fileKey, place, method)
      return method === 'RC4' ? rc4(key, bytes) : encryptAes(key, bytes, fileKey, place)
    },
  }
}

const salt = Buffer.from('sAlT')

/** Algorithm 1; AES-256 uses the key of the file itself (algorithm 1.A). */
const objectKey = (fileKey: Uint8Array, place: Uint8Array, method: CryptMethod): Uint8Array => {
  if (method === 'AES-256') return fileKey
  const hash = createHash('md5').update(fileKey).update(place)
  if (method === 'AES-128') hash.update(salt)
  return hash.digest().subarray(0, Math.min(fileKey.length + 5, 16))
}
