/**
 * Why the double did not start, with who must act. This table is the contract; `docs/errors.md`
 * is held equal to it. (Own class, because a double shares no code with the house.)
 */
export const qtspMockErrorKinds = {
  /** The environment is production. */
  ERR_QTSP_MOCK_PRODUCTION: 'caller',
  /** The listening host is not this machine. */
  ERR_QTSP_MOCK_NOT_LOCAL: 'caller',
  /** The port is in use by another program. */
  ERR_QTSP_MOCK_PORT_TAKEN: 'caller',
  /** Kept keys, a fault's name or an environment variable is not usable. */
  ERR_QTSP_MOCK_CONFIG: 'caller',
} as const

/** The closed set of codes. */
export type QtspMockErrorCode = keyof typeof qtspMockErrorKinds

/** Thrown to whoever starts or steers the double; a client gets a time-stamp response instead. */
export class QtspMockError extends Error {
  override readonly name = 'QtspMockError'
  /** Stable, documented in docs/errors.md. */
  readonly code: QtspMockErrorCode
  /** Who must act. */
  readonly kind: (typeof qtspMockErrorKinds)[QtspMockErrorCode]

  constructor(code: QtspMockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.kind = qtspMockErrorKinds[code]
  }
}
