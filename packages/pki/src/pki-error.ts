import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. `docs/errors.md` is kept equal to it. */
export const pkiErrorKinds = {
  ERR_PKI_DER_INVALID: 'caller',
  ERR_PKI_TOO_LARGE: 'caller',
  ERR_PKI_PEM_INVALID: 'caller',
  ERR_PKI_CERTIFICATE_TOO_LARGE: 'caller',
  ERR_PKI_CERTIFICATE_INVALID: 'caller',
  ERR_PKI_AUTHENTICATION_CONTEXT_INVALID: 'caller',
  ERR_PKI_CHAIN_BROKEN: 'caller',
  ERR_PKI_ISSUER_UNKNOWN: 'caller',
  ERR_PKI_SIGNATURE_INVALID: 'caller',
  ERR_PKI_ALGORITHM_REFUSED: 'caller',
  ERR_PKI_NOT_YET_VALID: 'caller',
  ERR_PKI_EXPIRED: 'caller',
  ERR_PKI_NOT_A_CA: 'caller',
  ERR_PKI_PATH_TOO_LONG: 'caller',
  ERR_PKI_KEY_USAGE: 'caller',
  ERR_PKI_EXTENDED_KEY_USAGE: 'caller',
  ERR_PKI_CRITICAL_EXTENSION: 'caller',
  ERR_PKI_REVOKED: 'caller',

  ERR_PKI_OCSP_TOO_LARGE: 'upstream',
  ERR_PKI_OCSP_MALFORMED: 'upstream',
  ERR_PKI_OCSP_REJECTED: 'upstream',
  ERR_PKI_OCSP_ALGORITHM: 'upstream',
  ERR_PKI_OCSP_RESPONDER: 'upstream',
  ERR_PKI_OCSP_SIGNATURE: 'upstream',
  ERR_PKI_OCSP_OTHER_CERTIFICATE: 'upstream',
  ERR_PKI_OCSP_NONCE: 'upstream',
  ERR_PKI_OCSP_CLOCK: 'upstream',
  ERR_PKI_OCSP_STALE: 'upstream',
  ERR_PKI_OCSP_SCOPE: 'upstream',
  ERR_PKI_OCSP_UNKNOWN: 'upstream',

  ERR_PKI_CRL_TOO_LARGE: 'upstream',
  ERR_PKI_CRL_MALFORMED: 'upstream',
  ERR_PKI_CRL_ALGORITHM: 'upstream',
  ERR_PKI_CRL_ISSUER: 'upstream',
  ERR_PKI_CRL_SIGNATURE: 'upstream',
  ERR_PKI_CRL_CLOCK: 'upstream',
  ERR_PKI_CRL_STALE: 'upstream',
  ERR_PKI_CRL_SCOPE: 'upstream',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type PkiErrorCode = keyof typeof pkiErrorKinds

/** What this package throws on purpose. Messages never hold names out of certificates. */
export class PkiError extends CodedError<PkiErrorCode> {
  constructor(code: PkiErrorCode, message: string, options?: ErrorOptions) {
    super(code, pkiErrorKinds[code], message, options)
  }
}
