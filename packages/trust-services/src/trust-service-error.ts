import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** The codes of revocation and issuers, with who must act; time stamps have theirs. `docs/errors.md` is kept equal to it. */
export const trustServiceErrorKinds = {
  ERR_OCSP_DOWN: 'upstream',
  ERR_OCSP_TIMEOUT: 'upstream',
  ERR_OCSP_REDIRECT: 'upstream',
  ERR_OCSP_ADDRESS_REFUSED: 'upstream',
  ERR_OCSP_HTTP_STATUS: 'upstream',
  ERR_OCSP_CONTENT_TYPE: 'upstream',
  ERR_OCSP_TOO_LARGE: 'upstream',

  ERR_CRL_DOWN: 'upstream',
  ERR_CRL_TIMEOUT: 'upstream',
  ERR_CRL_REDIRECT: 'upstream',
  ERR_CRL_ADDRESS_REFUSED: 'upstream',
  ERR_CRL_HTTP_STATUS: 'upstream',
  ERR_CRL_CONTENT_TYPE: 'upstream',
  ERR_CRL_TOO_LARGE: 'upstream',

  ERR_AIA_DOWN: 'upstream',
  ERR_AIA_TIMEOUT: 'upstream',
  ERR_AIA_REDIRECT: 'upstream',
  ERR_AIA_ADDRESS_REFUSED: 'upstream',
  ERR_AIA_HTTP_STATUS: 'upstream',
  ERR_AIA_CONTENT_TYPE: 'upstream',
  ERR_AIA_TOO_LARGE: 'upstream',
  ERR_AIA_MALFORMED: 'upstream',
  ERR_AIA_OTHER_ISSUER: 'upstream',
  ERR_AIA_NONE_AVAILABLE: 'upstream',

  ERR_REVOCATION_UNAVAILABLE: 'upstream',
  ERR_REVOCATION_NO_ADDRESS: 'caller',
} as const satisfies Record<string, ErrorKind>

/** The closed union of these codes. */
export type TrustServiceErrorCode = keyof typeof trustServiceErrorKinds

/** A trust service did not give what it should. Messages name origins, never paths or names out of certificates. */
export class TrustServiceError extends CodedError<TrustServiceErrorCode> {
  constructor(code: TrustServiceErrorCode, message: string, options?: ErrorOptions) {
    super(code, trustServiceErrorKinds[code], message, options)
  }
}
