import { STATUS_CODES } from 'node:http'
import { CodedError, type ErrorKind } from '@waarmerk/coded-error'
import { ServiceError, type ServiceErrorCode } from '../errors.ts'
import { InputError, type InputFault } from './input.ts'

/** RFC 9457 problem details, with our stable `code`. */
export interface Problem {
  /** `about:blank` (§4.2.1): the status says the kind of problem, `code` says which. */
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  /** What a person can read out on the phone. */
  readonly reference?: string
  readonly errors?: readonly InputFault[]
}

/** How a code is answered where its kind alone does not say it. */
export interface ProblemAnswer {
  readonly status: number
  /** Seconds, for `Retry-After`. */
  readonly retryAfter?: number
}

/** Answers per code. A bare number is the status. */
export type ProblemStatuses = Readonly<Record<string, number | ProblemAnswer>>

/** Who must act, as HTTP says it. */
const ofKind: Readonly<Record<ErrorKind, ProblemAnswer>> = {
  caller: { status: 400 },
  person: { status: 403 },
  upstream: { status: 503, retryAfter: 30 },
  defect: { status: 500 },
}

const ofOurs: Partial<Record<ServiceErrorCode, number>> = {
  ERR_HTTP_NOT_FOUND: 404,
  ERR_HTTP_METHOD_NOT_ALLOWED: 405,
  ERR_HTTP_BODY_TOO_LARGE: 413,
  ERR_HTTP_MEDIA_TYPE: 415,
}

/** What is said of a defect: its code, and nothing of its message. */
const unexpected = 'Something went wrong on our side. It has been recorded under the reference.'

/**
 * Turns anything thrown into what is answered. An error without a code of ours becomes `ERR_DEFECT`;
 * those of body parsing and routing get theirs.
 *
 * @param statuses answers per code, above the table of kinds.
 */
export function toProblem(thrown: unknown, statuses: ProblemStatuses = {}): { problem: Problem } & ProblemAnswer {
  const error = coded(thrown)
  const special = statuses[error.code] ?? ofOurs[error.code as ServiceErrorCode]
  const answer = typeof special === 'number' ? { status: special } : (special ?? ofKind[error.kind])
  const retryAfter =
    'retryAfter' in error && typeof error.retryAfter === 'number' ? error.retryAfter : answer.retryAfter
  const problem: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[answer.status] ?? 'Unknown Error',
    status: answer.status,
    detail: error.kind === 'defect' ? unexpected : error.message,
    code: error.code,
    ...(error instanceof InputError && { errors: error.faults }),
  }
  return { problem, status: answer.status, ...(retryAfter !== undefined && { retryAfter }) }
}

function coded(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown
  const { type, status } = (typeof thrown === 'object' && thrown ? thrown : {}) as { type?: unknown; status?: unknown }
  const make = (code: ServiceErrorCode, message: string) => new ServiceError(code, message, { cause: thrown })
  switch (type) {
    // The names that Express's body parser gives to its failures.
    case 'entity.too.large':
      return make('ERR_HTTP_BODY_TOO_LARGE', 'the body is larger than this operation takes')
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return make('ERR_HTTP_MEDIA_TYPE', 'this operation takes UTF-8')
    case 'entity.parse.failed':
    case 'request.aborted':
    case 'request.size.invalid':
    case 'entity.verify.failed':
      return make('ERR_HTTP_BODY_UNREADABLE', 'the body is not the JSON it says to be')
    default:
  }
  // The router's own: a path that does not decode.
  if (status === 400) return make('ERR_HTTP_INPUT_INVALID', 'the address is not well-formed')
  return make('ERR_DEFECT', 'an error without a code')
}
