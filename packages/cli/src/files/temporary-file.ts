import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { nameFile, openUnnamed } from './unnamed-file.ts'

/** A file to be written, which becomes the target when it is whole. Dispose of it: then its name is gone. */
export interface TemporaryFile extends Disposable {
  /** Open for reading and writing. */
  readonly fd: number
  /** Where it is; it gets a name now if it had none. */
  path(): string
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Opens a file beside its target, on the same file system.
 *
 * @param options.unnamed without a name where the system can: for what takes long. A file with a name is removed when
 *   this process is asked to end, but stays when it is killed
 * @throws errors of node:fs
 */
export const openTemporary = (target: string, options: { mode: number; unnamed: boolean }): TemporaryFile => {
  const path = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`)
  const unnamed = options.unnamed ? openUnnamed(dirname(target), options.mode) : null
  const fd = unnamed ?? openSync(path, 'wx+', options.mode)
  let named = unnamed === null
  const remove = () => {
    if (named) rmSync(path, { force: true })
  }
  const end = (signal: NodeJS.Signals): void => {
    remove()
    // Nobody listens any more, so this ends the process as if nobody ever had.
    stopListening()
    process.kill(process.pid, signal)
  }
  const stopListening = () => {
    for (const signal of signals) process.off(signal, end)
  }
  for (const signal of signals) process.on(signal, end)
  return {
    fd,
    path() {
      if (!named) nameFile(fd, path)
      named = true
      return path
    },
    [Symbol.dispose]() {
      stopListening()
      closeSync(fd)
      remove()
    },
  }
}
