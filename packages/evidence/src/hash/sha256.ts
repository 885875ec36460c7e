import { createHash, timingSafeEqual } from 'node:crypto'
import { fromBase64url } from './base64url.ts'

const utf8 = new TextEncoder()

/** SHA-256 of bytes, as 43 characters of base64url. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')

/** SHA-256 of a text's UTF-8, as 43 characters of base64url. */
export const sha256Text = (text: string): string => sha256(utf8.encode(text))

/**
 * SHA-256 over 32 bytes of salt followed by the UTF-8 of a value: hides a value that could be guessed, until the salt
 * is shown. The fixed length of the salt keeps the two apart.
 *
 * @param salt 32 random bytes as base64url; one salt per value
 * @param value the canonical text (`canonicalSubject`, `canonicalName`)
 * @returns 43 characters of base64url
 * @throws TypeError the salt is not 32 bytes: the caller's mistake
 */
export const saltedSha256 = (salt: string, value: string): string => {
  const bytes = fromBase64url(salt)
  if (bytes?.length !== 32) throw new TypeError('a salt is 32 bytes of base64url')
  return createHash('sha256').update(bytes).update(utf8.encode(value)).digest('base64url')
}

/** Compares two texts without telling by its duration where they differ. */
export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(utf8.encode(text)).digest()) as [
    Buffer,
    Buffer,
  ]
  return timingSafeEqual(left, right)
}
