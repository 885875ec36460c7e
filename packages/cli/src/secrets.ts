import { CliError } from './cli-error.ts'
import type { Surroundings } from './command.ts'

/**
 * A secret from the variable of the environment that an option names, so that it never stands in a list of processes.
 *
 * @throws CliError `ERR_CLI_SECRET_MISSING` when there is no such variable
 */
export const secretNamed = (
  name: string | undefined,
  { variable }: Pick<Surroundings, 'variable'>,
): string | undefined => {
  if (name === undefined) return undefined
  const value = variable(name)
  if (value === undefined) throw new CliError('ERR_CLI_SECRET_MISSING', `the environment has no variable ${name}`)
  return value
}
