import type { Writable } from 'node:stream'
import { CliError } from './cli-error.ts'

/**
 * Writes text to a stream of the process, opened when it is first written to. What cannot be written does not end the
 * run: its outcome is in its files and its exit code. It is told once, and not when the reader went away (EPIPE), who
 * wants no more.
 *
 * @param failed gets a CliError `ERR_CLI_PRINT_FAILED`
 */
export const standardStream = (open: () => Writable, failed: (error: CliError) => void): ((text: string) => void) => {
  let stream: Writable | undefined
  let isTold = false
  const onError = ({ code = 'unknown error' }: NodeJS.ErrnoException): void => {
    if (!isTold && code !== 'EPIPE') failed(new CliError('ERR_CLI_PRINT_FAILED', `the outcome is not printed: ${code}`))
    isTold = true
  }
  return (text) => {
    stream ??= open().on('error', onError)
    stream.write(text)
  }
}
