import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { PdfError, type RandomAccess } from '@waarmerk/pdf'
import { CliError } from '../cli-error.ts'

/** A file that is read at positions, never as a whole. Dispose of it when done. */
export interface FileSource extends RandomAccess, Disposable {}

const unreadable = (name: string, cause?: unknown): CliError =>
  new CliError('ERR_CLI_FILE_UNREADABLE', `cannot read ${name}`, { cause })

const openFile = (path: string, name: string): { readonly fd: number; readonly size: number } => {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (cause) {
    throw unreadable(name, cause)
  }
  const stat = fstatSync(fd)
  if (stat.isFile()) return { fd, size: stat.size }
  closeSync(fd)
  throw unreadable(name)
}

/**
 * Opens a file for positional reads.
 *
 * @param path absolute
 * @param name as the caller typed it, for messages
 * @throws CliError `ERR_CLI_FILE_UNREADABLE`
 *
 * @example
 * using pdf = openFileSource('/tmp/a.pdf', 'a.pdf')
 */
export const openFileSource = (path: string, name: string): FileSource => {
  const { fd, size } = openFile(path, name)
  return {
    size,
    read(position, length) {
      if (!(position >= 0 && length >= 0 && position + length <= size)) {
        throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the file')
      }
      const bytes = new Uint8Array(length)
      let done = 0
      while (done < length) {
        const count = readSync(fd, bytes, done, length - done, position + done)
        if (count === 0) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'the file became shorter while it was read')
        done += count
      }
      return bytes
    },
    [Symbol.dispose]() {
      closeSync(fd)
    },
  }
}
