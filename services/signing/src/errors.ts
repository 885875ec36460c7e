import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Everything the signing service itself refuses or fails at; the engine's rooms bring their own codes. */
export const signingErrorKinds = {
  ERR_CREDENTIAL_INVALID: 'caller',
  ERR_SCOPE_INSUFFICIENT: 'caller',
  ERR_SIGNER_SESSION_INVALID: 'person',
  ERR_DOCUMENT_UNKNOWN: 'caller',
  ERR_DOCUMENT_IN_USE: 'caller',
  ERR_REQUEST_UNKNOWN: 'caller',
  ERR_REQUEST_STATE: 'caller',
  ERR_REQUEST_EXPIRED: 'person',
  ERR_REQUEST_EXPIRY_INVALID: 'caller',
  ERR_SIGNER_UNKNOWN: 'caller',
  ERR_SIGNER_STATE: 'person',
  ERR_ALREADY_SIGNED: 'person',
  ERR_LOCATOR_UNKNOWN: 'person',
  ERR_PROVIDER_NOT_ALLOWED: 'caller',
  ERR_CONSTRAINT_INVALID: 'caller',
  ERR_IDENTIFICATION_UNKNOWN: 'caller',
  ERR_IDENTIFICATION_CLOSED: 'person',
  ERR_SIGNER_MISMATCH: 'person',
  ERR_NAME_MISSING: 'upstream',
  ERR_TOKEN_REPLAYED: 'caller',
  ERR_HEAD_MOVED: 'person',
  ERR_STATEMENT_UNKNOWN: 'caller',
  ERR_TRANSACTION_UNKNOWN: 'caller',
  ERR_TRANSACTION_IN_PROGRESS: 'person',
  ERR_TRANSACTION_EXPIRED: 'person',
  ERR_TRANSACTION_SUPERSEDED: 'person',
  ERR_ALREADY_AUTHORISED: 'person',
  ERR_TOO_MANY_ATTEMPTS: 'person',
  ERR_CALLBACK_PARAMETERS: 'caller',
  ERR_STATE_MISMATCH: 'caller',
  ERR_ISSUER_MISMATCH: 'caller',
  ERR_AUTHORISATION_CANCELLED: 'person',
  ERR_AUTHORISATION_LOST: 'person',
  ERR_AUTHORISATION_REFUSED: 'upstream',
  ERR_CODE_REFUSED: 'upstream',
  ERR_OP_UNREACHABLE: 'upstream',
  ERR_OP_TIMEOUT: 'upstream',
  ERR_OP_ANSWER: 'upstream',
  ERR_OP_METADATA: 'upstream',
  ERR_EVIDENCE_UNKNOWN: 'caller',
  ERR_OBJECT_CORRUPT: 'defect',
  ERR_PREPARED_CHANGED: 'defect',
  ERR_SELF_CHECK: 'defect',
  ERR_SIGNING_TIMEOUT: 'upstream',
} as const satisfies Record<string, ErrorKind>
export type SigningErrorCode = keyof typeof signingErrorKinds

/** A refusal of the signing service. */
export class SigningError extends CodedError<SigningErrorCode> {
  constructor(code: SigningErrorCode, message: string, options?: ErrorOptions) {
    super(code, signingErrorKinds[code], message, options)
  }
}
