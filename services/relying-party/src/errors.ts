import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Everything these pages themselves refuse or fail at; the signing service brings its own codes. */
export const relyingPartyErrorKinds = {
  /** No session, or it has expired. */
  ERR_SESSION_MISSING: 'person',
  /** No link was opened in this browser, or too long ago. */
  ERR_INVITATION_MISSING: 'person',
  /** A form that did not come from our own page, or from an older session. */
  ERR_FORM_REFUSED: 'caller',
  /** The login's callback belongs to no login of this browser. */
  ERR_LOGIN_STATE: 'person',
  /** A parameter of the login's callback came twice, or there are too many. */
  ERR_LOGIN_PARAMETERS: 'caller',
  /** access_denied: the person cancelled. */
  ERR_LOGIN_CANCELLED: 'person',
  /** The identity provider does not work, or refused our request. */
  ERR_LOGIN_PROVIDER: 'upstream',
  /** The identity provider's ID token breaks a rule. */
  ERR_LOGIN_TOKEN: 'upstream',
  /** No provider of this name is configured. */
  ERR_LOGIN_PROVIDER_UNKNOWN: 'caller',
  /** The callback of signing belongs to no transaction of this browser and session. */
  ERR_STEP_UP_STATE: 'person',
  /** The callback of signing has more or longer parameters than the signing service takes. */
  ERR_STEP_UP_PARAMETERS: 'caller',
  /** What is to be signed is not what was read. */
  ERR_NOT_READ: 'person',
  /** The signing service is silent about whether a signature was made. */
  ERR_OUTCOME_UNKNOWN: 'upstream',
  /** The bytes of a document are not those that its digest names. */
  ERR_DOCUMENT_DIGEST: 'upstream',
  /** The request was withdrawn or has ended. */
  ERR_REQUEST_CLOSED: 'person',
  /** No such page. */
  ERR_PAGE_UNKNOWN: 'caller',
} as const satisfies Record<string, ErrorKind>
export type RelyingPartyErrorCode = keyof typeof relyingPartyErrorKinds

/** A refusal or failure of the relying party. */
export class RelyingPartyError extends CodedError<RelyingPartyErrorCode> {
  constructor(code: RelyingPartyErrorCode, message: string, options?: ErrorOptions) {
    super(code, relyingPartyErrorKinds[code], message, options)
  }
}
