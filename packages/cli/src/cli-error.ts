import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. `docs/errors.md` is kept equal to it. */
export const cliErrorKinds = {
  ERR_CLI_USAGE: 'caller',
  ERR_CLI_FILE_UNREADABLE: 'caller',
  ERR_CLI_FILE_TOO_LARGE: 'caller',
  ERR_CLI_OUTPUT_EXISTS: 'caller',
  ERR_CLI_OUTPUT_IS_INPUT: 'caller',
  ERR_CLI_OUTPUT_FAILED: 'caller',
  ERR_CLI_PRINT_FAILED: 'caller',
  ERR_CLI_SECRET_MISSING: 'caller',
  ERR_CLI_NOT_VALID: 'defect',
} as const satisfies Record<string, ErrorKind>

/** The closed union of this package's codes. */
export type CliErrorCode = keyof typeof cliErrorKinds

/** What the command line refuses by itself. Messages name options and files as the caller typed them. */
export class CliError extends CodedError<CliErrorCode> {
  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(code, cliErrorKinds[code], message, options)
  }
}
