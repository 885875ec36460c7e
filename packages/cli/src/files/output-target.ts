import { linkSync, lstatSync, realpathSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { CliError } from '../cli-error.ts'
import type { NamedFile } from '../options.ts'
import type { FileSource } from './file-source.ts'

/** Where an output goes, looked at before any work is done. */
export interface OutputTarget extends NamedFile {
  /** The caller wants a file that is there to be replaced. */
  readonly force: boolean
}

/**
 * Where the output really goes (links followed; one that leads to nothing stays as it is).
 *
 * @throws CliError `ERR_CLI_OUTPUT_IS_INPUT` · `ERR_CLI_OUTPUT_EXISTS` · `ERR_CLI_OUTPUT_FAILED`
 */
export const outputTarget = (file: NamedFile, force: boolean, input: Pick<FileSource, 'identity'>): OutputTarget => {
  const there = reported(file, () => statSync(file.path, { throwIfNoEntry: false }))
  if (there === undefined) {
    if (lstatSync(file.path, { throwIfNoEntry: false }) === undefined) return { ...file, force }
    throw new CliError('ERR_CLI_OUTPUT_EXISTS', `${file.name} is a link to nothing, and is not replaced`)
  }
  if (there.dev === input.identity.dev && there.ino === input.identity.ino) {
    throw new CliError('ERR_CLI_OUTPUT_IS_INPUT', `${file.name} is the input: it is never written to`)
  }
  if (!(force && there.isFile())) throw exists(file)
  return { name: file.name, path: realpathSync(file.path), force }
}

/**
 * Gives a finished file beside the target the target's name, at once.
 *
 * @throws CliError `ERR_CLI_OUTPUT_EXISTS` when somebody made such a file meanwhile; errors of node:fs
 */
export const publish = (finished: string, target: OutputTarget): void => {
  if (target.force) renameSync(finished, target.path)
  else moveToFreeName(finished, target)
}

/** Unlike rename(2), link(2) does not replace. */
const moveToFreeName = (finished: string, target: OutputTarget): void => {
  try {
    linkSync(finished, target.path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw exists(target, cause)
    // No links on this file system: the moment between looking and renaming cannot be closed.
    if (lstatSync(target.path, { throwIfNoEntry: false }) !== undefined) throw exists(target, cause)
    renameSync(finished, target.path)
    return
  }
  unlinkSync(finished)
}

const exists = ({ name }: NamedFile, cause?: unknown): CliError =>
  new CliError('ERR_CLI_OUTPUT_EXISTS', `${name} is there already`, { cause })

/** Says which file could not be written, and why in the words of the system. @throws CliError `ERR_CLI_OUTPUT_FAILED` */
export const reported = <Result>(target: NamedFile, act: () => Result): Result => {
  try {
    return act()
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    throw new CliError('ERR_CLI_OUTPUT_FAILED', `cannot write ${target.name}: ${code}`, { cause })
  }
}
