import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code of this package, with who must act. */
export const keyErrorKinds = {
  /** What was sealed was changed, or belongs to another context or key. */
  ERR_KEY_SEAL_BROKEN: 'defect',
  /** No key-encryption key has this name: its day is over, or its directory was lost. */
  ERR_KEY_KEK_UNKNOWN: 'defect',
  /** The KEK directory holds something that is not a key of ours. */
  ERR_KEY_KEK_DAMAGED: 'defect',
  /** A certificate cannot be issued as asked. */
  ERR_KEY_CERTIFICATE_REQUEST: 'defect',
} as const satisfies Record<string, ErrorKind>
export type KeyErrorCode = keyof typeof keyErrorKinds

/** Keys and what they are kept in. Messages never hold key material. */
export class KeyError extends CodedError<KeyErrorCode> {
  constructor(code: KeyErrorCode, message: string, options?: ErrorOptions) {
    super(code, keyErrorKinds[code], message, options)
  }
}
