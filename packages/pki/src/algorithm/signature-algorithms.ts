/**
 * Every signature algorithm this product makes or accepts, as one table: RFC 8017 (RSA), RFC 5758 and
 * RFC 5480 (ECDSA), RFC 8410 and RFC 8419 (Ed25519), within ETSI TS 119 312. What is not here (SHA-1,
 * MD5, DSA) is refused, in certificates as well as in signatures.
 *
 * - `oid`: the AlgorithmIdentifier's algorithm.
 * - `digest`: the hash of the data and, for PSS, of the mask generation function too.
 * - `keyType`: node:crypto's `asymmetricKeyType`.
 */
export const signatureAlgorithms = {
  'rsa-sha256': { oid: '1.2.840.113549.1.1.11', digest: 'sha256', keyType: 'rsa' },
  'rsa-sha384': { oid: '1.2.840.113549.1.1.12', digest: 'sha384', keyType: 'rsa' },
  'rsa-sha512': { oid: '1.2.840.113549.1.1.13', digest: 'sha512', keyType: 'rsa' },
  'rsa-pss-sha256': { oid: '1.2.840.113549.1.1.10', digest: 'sha256', keyType: 'rsa' },
  'rsa-pss-sha384': { oid: '1.2.840.113549.1.1.10', digest: 'sha384', keyType: 'rsa' },
  'rsa-pss-sha512': { oid: '1.2.840.113549.1.1.10', digest: 'sha512', keyType: 'rsa' },
  'ecdsa-sha256': { oid: '1.2.840.10045.4.3.2', digest: 'sha256', keyType: 'ec' },
  'ecdsa-sha384': { oid: '1.2.840.10045.4.3.3', digest: 'sha384', keyType: 'ec' },
  'ecdsa-sha512': { oid: '1.2.840.10045.4.3.4', digest: 'sha512', keyType: 'ec' },
  // RFC 8419 §3.1: with signed attributes the message digest of an Ed25519 signature is SHA-512.
  ed25519: { oid: '1.3.101.112', digest: 'sha512', keyType: 'ed25519' },
} as const satisfies Record<string, SignatureAlgorithmEntry>

/** One row of {@link signatureAlgorithms}. */
export type SignatureAlgorithmEntry = {
  readonly oid: string
  readonly digest: DigestAlgorithm
  readonly keyType: 'rsa' | 'ec' | 'ed25519'
}

/** The hash functions of the product, by node:crypto's names. */
export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

/** The name of a row of {@link signatureAlgorithms}. */
export type SignatureAlgorithm = keyof typeof signatureAlgorithms
