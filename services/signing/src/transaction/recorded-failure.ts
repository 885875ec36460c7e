import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** A failure whose code comes from a row, or from a word of the provider: the code is another room's. */
export class RecordedFailure extends CodedError {
  constructor(code: string, kind: ErrorKind, message: string) {
    super(code, kind, message)
  }
}
