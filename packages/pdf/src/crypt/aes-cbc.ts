import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { PdfError } from '../pdf-error.ts'

const block = 16

const algorithm = (key: Uint8Array, mode: 'cbc' | 'ecb' = 'cbc'): string => `aes-${key.length * 8}-${mode}`

/**
 * The bytes that an initialisation vector and CBC blocks stand for (ISO 32000-2 7.6.3.1). Padding that is
 * none stays, and an incomplete last block is dropped, as other readers do. Nothing stands for nothing.
 *
 * @throws PdfError ERR_PDF_ENCRYPTION_INVALID
 */
export const decryptAes = (key: Uint8Array, data: Uint8Array): Uint8Array => {
  if (data.length === 0) return data
  if (data.length < block) throw new PdfError('ERR_PDF_ENCRYPTION_INVALID', 'encrypted data without vector')
  const whole = data.length - (data.length % block)
  const plain = unwrapAes(key, data.subarray(block, whole), data.subarray(0, block))
  const padding = plain.at(-1) ?? 0
  return padding >= 1 && padding <= block ? plain.subarray(0, plain.length - padding) : plain
}

/**
 * Vector and CBC blocks with padding. There is no randomness here, so that the same call gives the same
 * bytes: the vector is a keyed hash of the plain bytes and where they stand. That is sound: CBC needs a
 * vector that nobody can foretell who has no key, and HMAC under the file key is that; what it tells an
 * onlooker is at most that one object was written twice with the same content.
 */
export const encryptAes = (key: Uint8Array, plain: Uint8Array, fileKey: Uint8Array, place: Uint8Array): Uint8Array => {
  const vector = createHmac('sha256', fileKey).update('initialisation vector').update(place).update(plain).digest()
  const iv = vector.subarray(0, block)
  const cipher = createCipheriv(algorithm(key), key, iv)
  return Buffer.concat([iv, cipher.update(plain), cipher.final()])
}

/** CBC without padding. The data are whole blocks. */
export const unwrapAes = (key: Uint8Array, data: Uint8Array, iv: Uint8Array = new Uint8Array(block)): Uint8Array => {
  const cipher = createDecipheriv(algorithm(key), key, iv).setAutoPadding(false)
  return Buffer.concat([cipher.update(data), cipher.final()])
}

/** CBC without padding, as the hash of revision 6 needs it. The data are whole blocks. */
export const wrapAes = (key: Uint8Array, data: Uint8Array, iv: Uint8Array): Uint8Array =>
  createCipheriv(algorithm(key), key, iv).setAutoPadding(false).update(data)

/** One block in ECB mode. */
export const decryptBlock = (key: Uint8Array, data: Uint8Array): Uint8Array =>
  createDecipheriv(algorithm(key, 'ecb'), key, null).setAutoPadding(false).update(data)
