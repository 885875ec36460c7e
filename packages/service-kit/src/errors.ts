import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws or answers, with who must act. */
export const serviceErrorKinds = {
  /** What we say of any failure that has no code of its own. */
  ERR_DEFECT: 'defect',
  /** The configuration is incomplete or wrong; every fault is listed. */
  ERR_CONFIG_INVALID: 'caller',
  /** Another program listens on the port. */
  ERR_LISTEN_PORT_TAKEN: 'caller',
  /** The address cannot be listened on: no right, or not of this machine. */
  ERR_LISTEN_REFUSED: 'caller',
  /** No route has this path. */
  ERR_HTTP_NOT_FOUND: 'caller',
  /** The path is right, the method is not; `Allow` lists what is. */
  ERR_HTTP_METHOD_NOT_ALLOWED: 'caller',
  /** The body is of another media type than this route takes. */
  ERR_HTTP_MEDIA_TYPE: 'caller',
  /** The body is larger than this route takes. */
  ERR_HTTP_BODY_TOO_LARGE: 'caller',
  /** The JSON is nested deeper than anything we take. */
  ERR_HTTP_BODY_TOO_DEEP: 'caller',
  /** The body is no JSON, or did not arrive whole. */
  ERR_HTTP_BODY_UNREADABLE: 'caller',
  /** Path, query, headers or body do not fit; every misfit is listed. */
  ERR_HTTP_INPUT_INVALID: 'caller',
  /** No connection was made: nothing was sent. */
  ERR_FETCH_UNREACHABLE: 'upstream',
  /** The connection broke after the request may have been sent. */
  ERR_FETCH_BROKEN: 'upstream',
  /** No complete answer in time; the request may have been carried out. */
  ERR_FETCH_TIMEOUT: 'upstream',
  /** The answer is larger than its caller allows. */
  ERR_FETCH_TOO_LARGE: 'upstream',
  /** The address is not one this service may call. */
  ERR_FETCH_ORIGIN_REFUSED: 'defect',
} as const satisfies Record<string, ErrorKind>

/** One of the codes in {@link serviceErrorKinds}. */
export type ServiceErrorCode = keyof typeof serviceErrorKinds

/** A failure at the edge of a service: configuration, HTTP in, HTTP out. */
export class ServiceError extends CodedError<ServiceErrorCode> {
  constructor(code: ServiceErrorCode, message: string, options?: ErrorOptions) {
    super(code, serviceErrorKinds[code], message, options)
  }
}
