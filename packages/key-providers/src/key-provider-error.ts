import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. `docs/errors.md` is kept equal to it. */
export const keyProviderErrorKinds = {
  ERR_KEY_SEAL_BROKEN: 'defect',
  ERR_KEY_KEK_UNKNOWN: 'defect',
  ERR_KEY_KEK_DAMAGED: 'defect',
  ERR_KEY_KEK_EXPOSED: 'defect',
  ERR_KEY_CERTIFICATE_MISMATCH: 'caller',
  ERR_KEY_UNSUITABLE: 'caller',
  ERR_KEY_NONE: 'caller',
  ERR_KEY_SEVERAL: 'caller',
  ERR_KEY_PASSPHRASE: 'caller',
  ERR_KEY_FILE_TOO_COSTLY: 'caller',
  ERR_KEY_PEM_INVALID: 'caller',
  ERR_KEY_PKCS12_TOO_LARGE: 'caller',
  ERR_KEY_PKCS12_MALFORMED: 'caller',
  ERR_KEY_PKCS12_ALGORITHM: 'caller',
  ERR_KEY_PKCS12_MAC_MISSING: 'caller',
  ERR_KEY_PKCS12_MAC_BROKEN: 'caller',
  ERR_KEY_NOT_AN_ISSUER: 'caller',
  ERR_KEY_SUBJECT_INVALID: 'caller',
  ERR_KEY_VALIDITY_INVALID: 'caller',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type KeyProviderErrorCode = keyof typeof keyProviderErrorKinds

/** What this package throws on purpose. Messages never hold names, keys or file paths. */
export class KeyProviderError extends CodedError<KeyProviderErrorCode> {
  constructor(code: KeyProviderErrorCode, message: string, options?: ErrorOptions) {
    super(code, keyProviderErrorKinds[code], message, options)
  }
}
