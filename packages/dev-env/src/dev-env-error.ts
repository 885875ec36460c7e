import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code of the development house itself, with who must act; what a service refuses keeps its own code. */
export const devEnvErrorKinds = {
  /** The state directory is incomplete or damaged; `--reset` makes a new one. */
  ERR_DEV_ENV_STATE_DAMAGED: 'caller',
  /** The state directory cannot be read or written. */
  ERR_DEV_ENV_STATE_UNUSABLE: 'caller',
  /** Another process uses this state directory. */
  ERR_DEV_ENV_ALREADY_RUNNING: 'caller',
  /** Another program listens on a port; the message names it and the flag that chooses another. */
  ERR_DEV_ENV_PORT_TAKEN: 'caller',
  /** Nobody of that name can log in here; the message names who can. */
  ERR_DEV_ENV_PERSONA_UNKNOWN: 'caller',
  /** The PDF to be signed cannot be read. */
  ERR_DEV_ENV_PDF_UNREADABLE: 'caller',
  /** The place for the results is no directory or cannot be written. */
  ERR_DEV_ENV_OUT_UNWRITABLE: 'caller',
  /** A page did not hold what a citizen would look for there. */
  ERR_DEV_ENV_PAGE_UNEXPECTED: 'defect',
  /** A page did not come, or not in time. */
  ERR_DEV_ENV_PAGE_UNREACHABLE: 'upstream',
  /** The signature was not there in time. */
  ERR_DEV_ENV_SIGNATURE_LATE: 'upstream',
} as const satisfies Record<string, ErrorKind>

/** One of the codes in {@link devEnvErrorKinds}. */
export type DevEnvErrorCode = keyof typeof devEnvErrorKinds

/** The development house could not do what was asked. */
export class DevEnvError extends CodedError<DevEnvErrorCode> {
  constructor(code: DevEnvErrorCode, message: string, options?: ErrorOptions) {
    super(code, devEnvErrorKinds[code], message, options)
  }
}

/** A citizen was refused on a page; `code` is the one the page shows, whichever service gave it. */
export class RefusedOnPage extends CodedError {
  constructor(code: string, message: string) {
    super(code, 'person', message)
  }
}
