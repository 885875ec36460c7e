/**
 * Why the double did not start, with who must act. This table is the contract; `docs/errors.md`
 * is held equal to it. (Own class, because a double shares no code with the house.)
 */
export const oidcMockErrorKinds = {
  /** The environment is production. */
  ERR_OIDC_MOCK_PRODUCTION: 'caller',
  /** Issuer or listening host is not this machine. */
  ERR_OIDC_MOCK_NOT_LOCAL: 'caller',
  /** The port is in use by another program. */
  ERR_OIDC_MOCK_PORT_TAKEN: 'caller',
  /** Clients, personas or environment variables are not usable. */
  ERR_OIDC_MOCK_CONFIG: 'caller',
} as const

/** The closed set of start-up codes. */
export type OidcMockErrorCode = keyof typeof oidcMockErrorKinds

/** Thrown only while starting; a request is answered with a {@link Refusal} instead. */
export class OidcMockError extends Error {
  override readonly name = 'OidcMockError'
  /** Stable, documented in docs/errors.md. */
  readonly code: OidcMockErrorCode
  /** Who must act. */
  readonly kind: (typeof oidcMockErrorKinds)[OidcMockErrorCode]

  constructor(code: OidcMockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.kind = oidcMockErrorKinds[code]
  }
}
