import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. `docs/errors.md` is kept equal to it. */
export const cmsErrorKinds = {
  ERR_CMS_TOO_LARGE: 'caller',
  ERR_CMS_MALFORMED: 'caller',
  ERR_CMS_CONTENT_TYPE: 'caller',
  ERR_CMS_NOT_DETACHED: 'caller',
  ERR_CMS_SIGNER_COUNT: 'caller',
  ERR_CMS_SIGNER_CERTIFICATE_MISSING: 'caller',
  ERR_CMS_SIGNED_ATTRIBUTES: 'caller',
  ERR_CMS_DIGEST_MISMATCH: 'caller',
  ERR_CMS_SIGNING_CERTIFICATE_MISMATCH: 'caller',
  ERR_CMS_ALGORITHM_REFUSED: 'caller',
  ERR_CMS_ALGORITHM_SUBSTITUTED: 'caller',
  ERR_CMS_SIGNATURE_INVALID: 'caller',

  ERR_CMS_TIMESTAMP_MALFORMED: 'upstream',
  ERR_CMS_TIMESTAMP_REJECTED: 'upstream',
  ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH: 'upstream',
  ERR_CMS_TIMESTAMP_NONCE_MISMATCH: 'upstream',
  ERR_CMS_TIMESTAMP_KEY_PURPOSE: 'upstream',
  ERR_CMS_TIMESTAMP_UNTRUSTED: 'upstream',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type CmsErrorCode = keyof typeof cmsErrorKinds

/** What this package throws on purpose. */
export class CmsError extends CodedError<CmsErrorCode> {
  constructor(code: CmsErrorCode, message: string, options?: ErrorOptions) {
    super(code, cmsErrorKinds[code], message, options)
  }
}
