import type { KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '@waarmerk/pki'

const ofCurve: Readonly<Record<string, SignatureAlgorithm>> = {
  prime256v1: 'ecdsa-sha256',
  secp384r1: 'ecdsa-sha384',
  secp521r1: 'ecdsa-sha512',
}

/**
 * The signature algorithm a key signs with by default (ETSI TS 119 312): the digest fits the curve.
 *
 * @throws {TypeError} for any other kind of key
 */
export const algorithmOf = (key: KeyObject): SignatureAlgorithm => {
  if (key.asymmetricKeyType === 'rsa') return 'rsa-sha256'
  if (key.asymmetricKeyType === 'ed25519') return 'ed25519'
  const algorithm = ofCurve[key.asymmetricKeyDetails?.namedCurve ?? '']
  if (algorithm === undefined) throw new TypeError('no signature algorithm fits this kind of key')
  return algorithm
}
