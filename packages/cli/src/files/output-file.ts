import { fdatasync, fsyncSync, writeSync } from 'node:fs'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import { descriptorSource, type FileSource } from './file-source.ts'
import { type OutputTarget, publish, reported } from './output-target.ts'
import { openTemporary, type TemporaryFile } from './temporary-file.ts'

/** An input up to this size is kept in memory: nothing is written before all is there. */
const keptInMemory = 4 * 1024 * 1024
/** So much is written before the disk is asked to catch up, while hashing goes on. */
const flushBytes = 64 * 1024 * 1024

/** A file that gets its name only when it is whole and on the disk. Dispose of it: unfinished, it leaves nothing. */
export interface OutputFile extends Disposable {
  /**
   * Adds the next bytes, which may change afterwards.
   *
   * @throws CliError `ERR_CLI_OUTPUT_FAILED`
   */
  append(bytes: Uint8Array): void
  /** What was added so far, to be read again. */
  written(): RandomAccess
  /**
   * Ends the file and gives it its name.
   *
   * @throws CliError `ERR_CLI_OUTPUT_FAILED` · `ERR_CLI_OUTPUT_EXISTS`
   */
  finish(): void
}

/** What the output begins with: its size says how much is coming, its rights become those of the output. */
type Origin = Pick<FileSource, 'size' | 'identity'>

/**
 * Starts an output beside its target. However the process ends, there is the whole file or none of that name.
 *
 * @throws CliError `ERR_CLI_OUTPUT_FAILED`
 *
 * @example
 * using output = createOutputFile(target, input)
 * output.append(bytes)
 * output.finish()
 */
export const createOutputFile = (target: OutputTarget, input: Origin): OutputFile =>
  input.size <= keptInMemory ? inMemory(target, input) : onDisk(target, input)

const inMemory = (target: OutputTarget, { identity }: Origin): OutputFile => {
  const parts: Uint8Array[] = []
  return {
    append: (bytes) => void parts.push(Uint8Array.from(bytes)),
    written: () => concatSources(parts.map(bytesSource)),
    finish: () =>
      reported(target, () => {
        using file = openTemporary(target.path, { mode: modeOf(identity), unnamed: false })
        let position = 0
        for (const part of parts) position = writeAll(file.fd, part, position)
        complete(file, target)
      }),
    [Symbol.dispose]() {},
  }
}

const onDisk = (target: OutputTarget, { identity }: Origin): OutputFile => {
  const file = reported(target, () => openTemporary(target.path, { mode: modeOf(identity), unnamed: true }))
  let size = 0
  let flushed = 0
  return {
    append(bytes) {
      reported(target, () => {
        size = writeAll(file.fd, bytes, size)
      })
      if (size - flushed < flushBytes) return
      flushed = size
      // What it says does not matter: the last flush says the same, and is asked.
      fdatasync(file.fd, () => {})
    },
    written: () => descriptorSource(file.fd, size),
    finish: () => reported(target, () => complete(file, target)),
    [Symbol.dispose]: () => file[Symbol.dispose](),
  }
}

/** Never more than the input gave, never executable. */
const modeOf = ({ mode }: Origin['identity']): number => mode & 0o666

const complete = (file: TemporaryFile, target: OutputTarget): void => {
  fsyncSync(file.fd)
  publish(file.path(), target)
}

const writeAll = (fd: number, bytes: Uint8Array, position: number): number => {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, position + done)
  }
  return position + bytes.length
}
