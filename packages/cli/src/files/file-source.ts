import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { PdfError, type RandomAccess } from '@waarmerk/pdf'
import { CliError } from '../cli-error.ts'
import type { NamedFile } from '../options.ts'

/** A file that is read at positions, never as a whole. Dispose of it when done. */
export interface FileSource extends Required<RandomAccess>, Disposable {
  /** Which file this is, however it is called, and who may read it. */
  readonly identity: { readonly dev: number; readonly ino: number; readonly mode: number }
}

const unreadable = (name: string, cause?: unknown): CliError =>
  new CliError('ERR_CLI_FILE_UNREADABLE', `cannot read ${name}`, { cause })

const openFile = ({ path, name }: NamedFile) => {
  let fd: number
  try {
    fd = openSync(path, 'r')
  } catch (cause) {
    throw unreadable(name, cause)
  }
  const stat = fstatSync(fd)
  if (stat.isFile()) return { fd, stat }
  closeSync(fd)
  throw unreadable(name)
}

/**
 * Opens a file for positional reads.
 *
 * @throws CliError `ERR_CLI_FILE_UNREADABLE`
 *
 * @example
 * using pdf = openFileSource({ path: '/tmp/a.pdf', name: 'a.pdf' })
 */
export const openFileSource = (file: NamedFile): FileSource => {
  const { fd, stat } = openFile(file)
  return { ...descriptorSource(fd, stat.size), identity: stat, [Symbol.dispose]: () => closeSync(fd) }
}

/** The first `size` bytes of an open file for positional reads. */
export const descriptorSource = (fd: number, size: number): Required<RandomAccess> => {
  const readInto = (position: number, target: Uint8Array): void => {
    if (!(position >= 0 && position + target.length <= size)) {
      throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the file')
    }
    for (let done = 0; done < target.length; ) {
      const count = readSync(fd, target, done, target.length - done, position + done)
      if (count === 0) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'the file became shorter while it was read')
      done += count
    }
  }
  return {
    size,
    readInto,
    read(position, length) {
      if (!(length >= 0 && length <= size)) throw new PdfError('ERR_PDF_OUT_OF_RANGE', 'read outside the file')
      const bytes = new Uint8Array(length)
      readInto(position, bytes)
      return bytes
    },
  }
}
