import { hkdfSync } from 'node:crypto'

/**
 * Keys for one purpose out of the configured ones (HKDF-SHA-256, RFC 5869), so that a value sealed for one
 * purpose can never be read as another.
 *
 * @param keys 32 random bytes each, base64url; the first is current
 * @returns 32 bytes each, in the same order
 */
export const deriveKeys = (keys: readonly string[], purpose: string): readonly Uint8Array[] =>
  keys.map(
    (key) =>
      new Uint8Array(hkdfSync('sha256', Buffer.from(key, 'base64url'), '', `waarmerk/relying-party/${purpose}`, 32)),
  )
