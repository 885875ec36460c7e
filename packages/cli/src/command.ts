import type { OptionTable } from './options.ts'
import type { ProgressOutput } from './progress.ts'

/** What a command may touch of the world, beside the files that it is told. */
export interface Surroundings {
  /** Relative paths start here. Absolute. */
  readonly directory: string
  /** Writes one line to standard output. */
  readonly print: (line: string) => void
  /** A variable of the environment that the caller named: how secrets come in. */
  readonly variable: (name: string) => string | undefined
  readonly progress: ProgressOutput
  readonly now: () => Date
}

/** One command of the command line, loaded only when it is called for. */
export interface Command {
  /** Lines for `--help`. */
  readonly help: string
  readonly options: OptionTable
  /**
   * @param args what followed the command's name
   * @returns the exit code: 0 yes, 1 no
   * @throws CliError `ERR_CLI_USAGE` for wrong usage (exit code 2) · any CodedError for a refusal (exit code 1)
   */
  run(args: readonly string[], surroundings: Surroundings): Promise<0 | 1>
}
