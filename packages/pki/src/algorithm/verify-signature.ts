import { type AsymmetricKeyDetails, constants, type KeyObject, type SignKeyObjectInput, verify } from 'node:crypto'
import { PkiError } from '../pki-error.ts'
import { type SignatureAlgorithm, signatureAlgorithms } from './signature-algorithms.ts'

// ETSI TS 119 312 §8: RSA from 2048 bits; the upper bound keeps one verification in the milliseconds.
const rsaBits = { least: 2048, most: 8192 }
const rsaExponent = { least: 65_537n, below: 2n ** 256n }
const curves = ['prime256v1', 'secp384r1', 'secp521r1']

/**
 * Whether `signature` over `data` is by the holder of `publicKey`; pure mathematics, says nothing about trust.
 *
 * @param options.signature for ECDSA a DER ECDSA-Sig-Value (RFC 5753 §7.2)
 * @throws PkiError `ERR_PKI_ALGORITHM_REFUSED` when the key is not of the algorithm's type, or too weak
 */
export function verifySignature(options: {
  readonly algorithm: SignatureAlgorithm
  readonly publicKey: KeyObject
  readonly data: Uint8Array
  readonly signature: Uint8Array
}): boolean {
  const { algorithm, publicKey, data, signature } = options
  requireSuitableKey(algorithm, publicKey)
  return verify(digestForNode(algorithm), data, { key: publicKey, ...paddingForNode(algorithm) }, signature)
}

/** What node:crypto's `sign` and `verify` take as their first argument for this algorithm. Never throws. */
export const digestForNode = (algorithm: SignatureAlgorithm): string | null =>
  algorithm === 'ed25519' ? null : signatureAlgorithms[algorithm].digest

/**
 * What node:crypto's `sign` and `verify` take beside the key for this algorithm: padding, salt length (that of the
 * digest), DER for ECDSA values. Never throws.
 */
export function paddingForNode(algorithm: SignatureAlgorithm): Omit<SignKeyObjectInput, 'key'> {
  if (algorithm.startsWith('rsa-pss')) {
    return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  }
  if (algorithm.startsWith('rsa')) return { padding: constants.RSA_PKCS1_PADDING }
  return algorithm.startsWith('ecdsa') ? { dsaEncoding: 'der' } : {}
}

/**
 * Refuses a key that does not fit the algorithm or is outside ETSI TS 119 312 (RSA below 2048 bits, other curves).
 *
 * @throws PkiError `ERR_PKI_ALGORITHM_REFUSED`
 */
export function requireSuitableKey(algorithm: SignatureAlgorithm, key: KeyObject): void {
  if (!isSuitable(algorithm, key)) {
    throw new PkiError('ERR_PKI_ALGORITHM_REFUSED', 'the key does not fit the signature algorithm, or is too weak')
  }
}

function isSuitable(algorithm: SignatureAlgorithm, key: KeyObject): boolean {
  const { keyType } = signatureAlgorithms[algorithm]
  const { type, modulusLength = 0, publicExponent = 0n, namedCurve = '' } = factsOf(key)
  if (keyType === 'ec') return type === 'ec' && curves.includes(namedCurve)
  if (keyType === 'ed25519') return type === 'ed25519'
  // id-RSASSA-PSS keys (RFC 4055 §1.2) may make PSS signatures only.
  const fits = type === 'rsa' || (type === 'rsa-pss' && algorithm.startsWith('rsa-pss'))
  const soundExponent = publicExponent >= rsaExponent.least && publicExponent < rsaExponent.below
  return fits && soundExponent && modulusLength >= rsaBits.least && modulusLength <= rsaBits.most
}

type KeyFacts = { readonly type: string | undefined } & AsymmetricKeyDetails
const known = new WeakMap<KeyObject, KeyFacts>()

// node:crypto asks OpenSSL each time, which takes half as long as an RSA verification.
function factsOf(key: KeyObject): KeyFacts {
  const facts = known.get(key) ?? { type: key.asymmetricKeyType, ...key.asymmetricKeyDetails }
  known.set(key, facts)
  return facts
}
