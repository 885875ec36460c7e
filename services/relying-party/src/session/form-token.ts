import { createHmac, timingSafeEqual } from 'node:crypto'
import { deriveKeys } from '../cookie/derived-keys.ts'

/** Makes and checks the hidden token of forms (OWASP ASVS 3.5.1), bound to the session, or before login to the invitation. */
export interface FormTokens {
  tokenFor(binding: string): string
  matches(binding: string, token: unknown): boolean
}

/** @param keys 32 random bytes each, base64url; the first makes, all are accepted */
export const createFormTokens = (keys: readonly string[]): FormTokens => {
  const derived = deriveKeys(keys, 'form-token')
  const token = (key: Uint8Array, binding: string) => createHmac('sha256', key).update(binding).digest()
  return {
    tokenFor(binding) {
      const [current] = derived
      if (current === undefined) throw new TypeError('no cookie key')
      return token(current, binding).toString('base64url')
    },
    matches(binding, given) {
      const bytes = Buffer.from(typeof given === 'string' ? given : '', 'base64url')
      return derived.some((key) => bytes.length === 32 && timingSafeEqual(token(key, binding), bytes))
    },
  }
}
