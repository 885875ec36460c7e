import { CliError } from '../cli-error.ts'
import { openFileSource } from './file-source.ts'

/**
 * The bytes of a file of at most `maxBytes`.
 *
 * @param file `path` is absolute, `name` what the caller typed
 * @throws CliError `ERR_CLI_FILE_UNREADABLE` · `ERR_CLI_FILE_TOO_LARGE`
 */
export const readBounded = (file: { readonly path: string; readonly name: string }, maxBytes: number): Uint8Array => {
  using source = openFileSource(file.path, file.name)
  if (source.size > maxBytes) {
    throw new CliError('ERR_CLI_FILE_TOO_LARGE', `${file.name} is larger than ${maxBytes} bytes`)
  }
  return source.read(0, source.size)
}
