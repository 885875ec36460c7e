import { CliError } from '../cli-error.ts'
import type { NamedFile } from '../options.ts'
import { openFileSource } from './file-source.ts'

/**
 * The bytes of a file of at most `maxBytes`.
 *
 * @throws CliError `ERR_CLI_FILE_UNREADABLE` · `ERR_CLI_FILE_TOO_LARGE`
 */
export const readBounded = (file: NamedFile, maxBytes: number): Uint8Array => {
  using source = openFileSource(file)
  if (source.size > maxBytes) {
    throw new CliError('ERR_CLI_FILE_TOO_LARGE', `${file.name} is larger than ${maxBytes} bytes`)
  }
  return source.read(0, source.size)
}
