import { CodedError, type ErrorKind } from '@waarmerk/coded-error'
import type { Problem } from './shapes/problem.ts'

/** The client's own failures; everything else carries the code of the service's answer. */
export const signingClientErrorKinds = {
  ERR_SIGNING_API_UNREACHABLE: 'upstream',
  ERR_SIGNING_API_ANSWER: 'upstream',
} as const satisfies Record<string, ErrorKind>
export type SigningClientErrorCode = keyof typeof signingClientErrorKinds

/** The signing service could not be reached in time, or answered outside its contract. */
export class SigningClientError extends CodedError<SigningClientErrorCode> {
  constructor(code: SigningClientErrorCode, message: string, options?: ErrorOptions) {
    super(code, signingClientErrorKinds[code], message, options)
  }
}

const kindOfStatus = (status: number): ErrorKind =>
  status === 403 ? 'person' : status < 500 ? 'caller' : status === 502 || status === 503 ? 'upstream' : 'defect'

/** The signing service refused; `code` is the service's own. */
export class SigningProblem extends CodedError {
  readonly status: number
  /** Short code a person can read out on the phone; null when the service gave none. */
  readonly reference: string | null
  /** Seconds to wait before trying again; null when the service did not say. */
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.code, kindOfStatus(problem.status), problem.detail)
    this.status = problem.status
    this.reference = problem.reference ?? null
    this.retryAfter = retryAfter
  }
}
