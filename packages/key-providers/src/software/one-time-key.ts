import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key that signs in one transaction only. */
export interface OneTimeKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** RFC 7638 thumbprint with SHA-256, base64url: 43 characters. */
  readonly thumbprint: string
}

/** Makes a P-256 key (decision: one-time keys are P-256). */
export const createOneTimeKey = (): OneTimeKey => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { privateKey, publicKey, thumbprint: thumbprintOf(publicKey) }
}

/**
 * RFC 7638 §3.2: SHA-256 over the required members of the JWK, in lexical order.
 *
 * @throws {TypeError} for a key that is not on an elliptic curve
 */
export const thumbprintOf = (publicKey: KeyObject): string => {
  const { crv, kty, x, y } = publicKey.export({ format: 'jwk' })
  if (kty !== 'EC') throw new TypeError('one-time keys are on an elliptic curve')
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}
