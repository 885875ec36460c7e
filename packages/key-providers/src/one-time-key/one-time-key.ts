import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** An elliptic-curve public key as a JSON Web Key (RFC 7518 §6.2.1), only the members that are its own. */
export interface PublicJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** A key that signs one transaction, then is erased. */
export interface OneTimeKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly publicJwk: PublicJwk
  /** RFC 7638, SHA-256, base64url: what the signing commitment names. */
  readonly thumbprint: string
}

/**
 * Makes a new P-256 key. Never throws.
 *
 * @example
 * const { privateKey, thumbprint } = createOneTimeKey()
 * const sealed = sealPrivateKey(kek.key, privateKey, aad)
 */
export function createOneTimeKey(): OneTimeKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return oneTimeKey(privateKey)
}

/** The public side of a P-256 key that came out of its seal. @throws TypeError for any other key */
export function oneTimeKey(privateKey: KeyObject): OneTimeKey {
  const publicKey = createPublicKey(privateKey)
  const { x, y } = publicKey.export({ format: 'jwk' })
  if (publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1' || x === undefined || y === undefined)
    throw new TypeError('not a P-256 key')
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y } as const
  return { privateKey, publicKey, publicJwk, thumbprint: thumbprint(publicJwk) }
}

// RFC 7638 §3.2: the required members in the order of their names, no spaces.
const thumbprint = ({ crv, kty, x, y }: PublicJwk): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
