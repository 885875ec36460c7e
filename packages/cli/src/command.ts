/** What a command may touch of the world. */
export type Surroundings = {
  /** Relative paths start here. Absolute. */
  readonly directory: string
  /** Writes one line to standard output. */
  readonly print: (line: string) => void
}

/** One command of the command line, loaded only when it is called for. */
export type Command = {
  /** Lines for `--help`. */
  readonly help: string
  /**
   * @param args what followed the command's name
   * @returns the exit code: 0 yes, 1 no
   * @throws CliError `ERR_CLI_USAGE` for wrong usage (exit code 2) · any CodedError for a refusal (exit code 1)
   */
  run(args: readonly string[], surroundings: Surroundings): Promise<0 | 1>
}
