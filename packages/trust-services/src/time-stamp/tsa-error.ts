import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** The codes of time stamps, with who must act; revocation and issuers have theirs. `docs/errors.md` is kept equal to it. */
export const tsaErrorKinds = {
  ERR_TSA_DOWN: 'upstream',
  ERR_TSA_TIMEOUT: 'upstream',
  ERR_TSA_REDIRECT: 'upstream',
  ERR_TSA_HTTP_STATUS: 'upstream',
  ERR_TSA_CONTENT_TYPE: 'upstream',
  ERR_TSA_TOO_LARGE: 'upstream',
  ERR_TSA_MALFORMED: 'upstream',
  ERR_TSA_REJECTED: 'upstream',
  ERR_TSA_NONCE_MISMATCH: 'upstream',
  ERR_TSA_IMPRINT_MISMATCH: 'upstream',
  ERR_TSA_TOKEN_INVALID: 'upstream',
  ERR_TSA_TOKEN_TOO_LARGE: 'upstream',
  ERR_TSA_CLOCK: 'upstream',
  ERR_TSA_EXPIRED: 'upstream',
  ERR_TSA_UNTRUSTED: 'upstream',
  ERR_TSA_NONE_AVAILABLE: 'upstream',
} as const satisfies Record<string, ErrorKind>

/** The closed union of these codes. */
export type TsaErrorCode = keyof typeof tsaErrorKinds

/** A time-stamp authority did not give what it should; a later attempt, or another authority, may. */
export class TsaError extends CodedError<TsaErrorCode> {
  constructor(code: TsaErrorCode, message: string, options?: ErrorOptions) {
    super(code, tsaErrorKinds[code], message, options)
  }
}
