import { CodedError, type ErrorKind } from '@waarmerk/coded-error'
import { toProblem } from '@waarmerk/service-kit'
import type { ProblemPage } from './problem-pages.ts'

/** A page, or `receipt`: there the person sees what became of it. */
export type Outcome = ProblemPage | 'receipt'

/**
 * Which page a code leads to: ours, the signing service's, and those of the rooms it is made of. A name that ends in `*`
 * stands for every code that begins so; an exact name wins.
 */
export const problemTable: Readonly<Record<string, Outcome>> = {
  ERR_SESSION_MISSING: 'sessionExpired',
  ERR_SIGNER_SESSION_INVALID: 'sessionExpired',
  ERR_INVITATION_MISSING: 'linkEnded',
  ERR_LOCATOR_UNKNOWN: 'linkEnded',
  ERR_FORM_REFUSED: 'formRefused',
  'ERR_HTTP_BODY_*': 'formRefused',
  ERR_HTTP_MEDIA_TYPE: 'formRefused',
  ERR_HTTP_INPUT_INVALID: 'notFound',
  ERR_PAGE_UNKNOWN: 'notFound',
  ERR_DOCUMENT_UNKNOWN: 'notFound',
  ERR_TRANSACTION_UNKNOWN: 'beginAgain',

  ERR_SIGNER_MISMATCH: 'wrongPerson',
  ERR_ACTOR_MISMATCH: 'wrongPerson',
  ERR_NAME_MISMATCH: 'wrongPerson',
  ERR_REPRESENTATION_MISMATCH: 'onBehalf',
  ERR_CLAIMS_REPRESENTATION_UNEXPECTED: 'onBehalf',
  ERR_ACR_INSUFFICIENT: 'levelTooLow',
  ERR_ACR_MISSING: 'levelTooLow',
  ERR_ACR_UNKNOWN: 'levelTooLow',

  ERR_AUTHORISATION_CANCELLED: 'cancelled',
  ERR_LOGIN_CANCELLED: 'cancelled',
  ERR_LOGIN_STATE: 'loginLost',
  ERR_LOGIN_PARAMETERS: 'loginLost',
  ERR_LOGIN_PROVIDER_UNKNOWN: 'notFound',
  ERR_IDENTIFICATION_CLOSED: 'loginLost',
  ERR_IDENTIFICATION_UNKNOWN: 'loginLost',
  ERR_LOGIN_PROVIDER: 'providerFault',
  ERR_LOGIN_TOKEN: 'providerFault',
  ERR_NAME_MISSING: 'providerFault',
  ERR_AUTHORISATION_REFUSED: 'providerFault',
  ERR_CODE_REFUSED: 'providerFault',
  ERR_TOKEN_REPLAYED: 'providerFault',
  'ERR_OP_*': 'providerFault',
  'ERR_ID_TOKEN_*': 'providerFault',
  'ERR_JWKS_*': 'providerFault',
  'ERR_CLAIMS_*': 'providerFault',
  ERR_ID_TOKEN_EXPIRED: 'logInAgain',
  'ERR_AUTH_TIME_*': 'logInAgain',

  ERR_NOT_READ: 'documentChanged',
  ERR_HEAD_MOVED: 'documentChanged',
  ERR_STATEMENT_UNKNOWN: 'documentChanged',
  ERR_STEP_UP_STATE: 'beginAgain',
  ERR_STEP_UP_PARAMETERS: 'beginAgain',
  ERR_CALLBACK_PARAMETERS: 'beginAgain',
  ERR_STATE_MISMATCH: 'beginAgain',
  ERR_ISSUER_MISMATCH: 'beginAgain',
  ERR_TRANSACTION_EXPIRED: 'beginAgain',
  ERR_TRANSACTION_SUPERSEDED: 'beginAgain',
  ERR_TRANSACTION_IN_PROGRESS: 'receipt',
  ERR_AUTHORISATION_LOST: 'beginAgain',
  ERR_ALREADY_AUTHORISED: 'receipt',
  ERR_TOO_MANY_ATTEMPTS: 'tooManyAttempts',
  ERR_REQUEST_CLOSED: 'requestClosed',
  ERR_REQUEST_STATE: 'requestClosed',
  ERR_SIGNER_STATE: 'requestClosed',
  ERR_ALREADY_SIGNED: 'receipt',
  ERR_REQUEST_EXPIRED: 'requestExpired',
  ERR_OUTCOME_UNKNOWN: 'unknownOutcome',
  'ERR_TSA_*': 'unavailable',
  ERR_SIGNING_TIMEOUT: 'unavailable',
  'ERR_SIGNING_API_*': 'unavailable',
}

const byKind: Readonly<Record<ErrorKind, ProblemPage>> = {
  caller: 'defect',
  person: 'beginAgain',
  upstream: 'unavailable',
  defect: 'defect',
}

/** Where a code leads; for one that the table does not know, the page of its kind. */
export const outcomeFor = ({ code, kind }: { readonly code: string; readonly kind: ErrorKind }): Outcome => {
  const exact = problemTable[code]
  if (exact !== undefined) return exact
  const family = Object.keys(problemTable).find((name) => name.endsWith('*') && code.startsWith(name.slice(0, -1)))
  return (family === undefined ? undefined : problemTable[family]) ?? byKind[kind]
}

/** What happened, as code, kind and the reference of the event that recorded it; an error without a code is a defect. */
export const problemOf = (error: unknown): { code: string; kind: ErrorKind; reference: string | null } => {
  if (!(error instanceof CodedError)) {
    // What express and its parser of forms refuse has codes in service-kit.
    const { problem, status } = toProblem(error)
    return { code: problem.code, kind: status < 500 ? 'caller' : 'defect', reference: null }
  }
  const reference = 'reference' in error && typeof error.reference === 'string' ? error.reference : null
  return { code: error.code, kind: error.kind, reference }
}
