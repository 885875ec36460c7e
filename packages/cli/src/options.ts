import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'

type Options = Record<string, { readonly type: 'string' | 'boolean' }>

/**
 * The options of a command, each at most once and nothing else.
 *
 * @throws CliError `ERR_CLI_USAGE`
 */
export const readOptions = (
  args: readonly string[],
  options: Options,
): Record<string, string | boolean | undefined> => {
  try {
    const { values, tokens } = parseArgs({ args: [...args], options, strict: true, tokens: true })
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined) throw new TypeError(`Option '--${twice}' is given twice`)
    return { ...values } as Record<string, string | boolean | undefined>
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new CliError('ERR_CLI_USAGE', cause.message, { cause })
  }
}

/** A file the caller named: where it is, and how it was typed. */
export type NamedFile = { readonly path: string; readonly name: string }

/** A file option that must be there. @throws CliError `ERR_CLI_USAGE` */
export const requiredFile = (value: string | boolean | undefined, option: string, directory: string): NamedFile => {
  const file = optionalFile(value, directory)
  if (file) return file
  throw new CliError('ERR_CLI_USAGE', `--${option} FILE is missing`)
}

/** A file option that may be absent. */
export const optionalFile = (value: string | boolean | undefined, directory: string): NamedFile | undefined =>
  typeof value === 'string' && value !== '' ? { path: resolve(directory, value), name: value } : undefined
