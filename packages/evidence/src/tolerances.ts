/**
 * How much clocks may differ and how long things may last, in seconds. The one table that the verification before
 * signing and the offline verifier share, so that neither accepts what the other refuses.
 */
export const tolerances = {
  /** Between any two clocks: ours, the provider's, the time-stamp authority's. */
  clockSkew: 30,
  /** The signature's time stamp lies at most this long after the commitment's `exp`. */
  timestampAfterExpiry: 120,
  /** `exp − iat` of an ID token. */
  idTokenLifetime: 3600,
  /** `exp − iat` of a commitment. */
  commitmentLifetime: 3600,
} as const

/** How much untrusted input is read at most, in bytes unless said otherwise. */
export const limits = {
  idToken: 16 * 1024,
  jwks: 256 * 1024,
  commitment: 64 * 1024,
  metadata: 256 * 1024,
  statement: 16 * 1024,
  evidence: 8 * 1024 * 1024,
  certificate: 16 * 1024,
  /** Nesting of objects and arrays in any JSON. */
  depth: 16,
  /** Documents signed in one act. */
  documents: 100,
  /** Keys in one JWKS. */
  keys: 100,
} as const
