/**
 * The signature algorithms an ID token may have (RFC 7518 §3.1). Symmetric ones and `none` are not in the table and
 * cannot be configured: with HS256 we could have made the token ourselves.
 */
export const idTokenAlgorithms = {
  RS256: { kty: 'RSA', crv: undefined, hash: 'sha256' },
  RS384: { kty: 'RSA', crv: undefined, hash: 'sha384' },
  RS512: { kty: 'RSA', crv: undefined, hash: 'sha512' },
  PS256: { kty: 'RSA', crv: undefined, hash: 'sha256' },
  PS384: { kty: 'RSA', crv: undefined, hash: 'sha384' },
  PS512: { kty: 'RSA', crv: undefined, hash: 'sha512' },
  ES256: { kty: 'EC', crv: 'P-256', hash: 'sha256' },
  ES384: { kty: 'EC', crv: 'P-384', hash: 'sha384' },
  ES512: { kty: 'EC', crv: 'P-521', hash: 'sha512' },
} as const

/** An algorithm that can be pinned for an issuer. */
export type IdTokenAlgorithm = keyof typeof idTokenAlgorithms

/** Is this an algorithm of the table? */
export const isIdTokenAlgorithm = (value: unknown): value is IdTokenAlgorithm =>
  typeof value === 'string' && Object.hasOwn(idTokenAlgorithms, value)
