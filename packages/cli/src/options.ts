import { resolve } from 'node:path'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { CliError } from './cli-error.ts'

/** One option of a command. */
export interface Option {
  /** What follows it, as the help calls it. Absent: the option is a switch. */
  readonly value?: string
  /** One letter. */
  readonly short?: string
  /** It may be given more than once. */
  readonly many?: true
  readonly help: string
}

/** The options of a command by name; the help is made from the same table. */
export type OptionTable = Readonly<Record<string, Option>>

/** A file the caller named: where it is, and how it was typed. */
export interface NamedFile {
  readonly path: string
  readonly name: string
}

/** What the caller typed, by the names of a table. */
export interface GivenOptions<Name extends string> {
  has(name: Name): boolean
  /** An empty text counts as wrong usage. */
  text(name: Name): string | undefined
  /** Each value of an option that may be given more than once. */
  texts(name: Name): readonly string[]
  file(name: Name): NamedFile | undefined
  /** @throws CliError `ERR_CLI_USAGE` when it is absent */
  requiredFile(name: Name): NamedFile
  /**
   * The file that was typed without an option.
   *
   * @throws CliError `ERR_CLI_USAGE` when it is absent
   */
  input(): NamedFile
}

/** What a command takes, and from where relative paths count. */
interface Expected<Table extends OptionTable> {
  readonly options: Table
  /** How the help calls the file that stands without an option, for a command that takes one. */
  readonly operand?: string
  readonly directory: string
}

/**
 * Reads what follows a command's name: each option at most once unless the table says otherwise, and nothing else.
 *
 * @throws CliError `ERR_CLI_USAGE`
 *
 * @example
 * const given = readOptions(args, { options: { out: { value: 'FILE', short: 'o', help: '' } }, directory: '/' })
 * given.requiredFile('out')
 */
export const readOptions = <Table extends OptionTable>(
  args: readonly string[],
  { options, operand, directory }: Expected<Table>,
): GivenOptions<keyof Table & string> => {
  const { values, positionals } = parsed(args, options)
  const [first, second] = operand === undefined ? [undefined, ...positionals] : positionals
  if (second !== undefined) throw usage(`an argument too many: ${second}`)
  const texts = (name: string) => (values[name] ?? []).filter((value) => typeof value === 'string')
  const named = (name: string): NamedFile => ({ path: resolve(directory, name), name })
  const file = (name: string) => texts(name).map(named)[0]
  return {
    has: (name) => values[name] !== undefined,
    text: (name) => texts(name)[0],
    texts,
    file,
    requiredFile: (name) => file(name) ?? refuse(`--${name} ${options[name]?.value} is missing`),
    input: () => named(first ?? refuse(`${operand} is missing`)),
  }
}

type Values = Readonly<Record<string, readonly (string | boolean)[] | undefined>>

const configOf = (table: OptionTable): ParseArgsOptionsConfig =>
  Object.fromEntries(
    Object.entries(table).map(([name, { value, short }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string', multiple: true, ...(short !== undefined && { short }) },
    ]),
  )

const parsed = (args: readonly string[], table: OptionTable): { values: Values; positionals: readonly string[] } => {
  const { values, positionals } = parseStrictly(args, configOf(table))
  for (const [name, given] of Object.entries(values)) {
    if ((given?.length ?? 0) > 1 && !table[name]?.many) throw usage(`--${name} is given twice`)
    if (given?.includes('')) throw usage(`--${name} is empty`)
  }
  if (positionals.includes('')) throw usage('a file name is empty')
  return { values, positionals }
}

const parseStrictly = (args: readonly string[], options: ParseArgsOptionsConfig) => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    return { values: { ...values } as Values, positionals }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw code?.startsWith('ERR_PARSE_ARGS_') ? usage(message, cause) : cause
  }
}

const usage = (message: string, cause?: unknown): CliError => new CliError('ERR_CLI_USAGE', message, { cause })

const refuse = (message: string): never => {
  throw usage(message)
}

/** Whether `--help` or `-h` stands there as an option, whatever else is wrong; not as what follows one. */
export const asksForHelp = (args: readonly string[], table: OptionTable): boolean => {
  const options: ParseArgsOptionsConfig = { ...configOf(table), help: { type: 'boolean', short: 'h' } }
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true })
  return tokens.some((token) => token.kind === 'option' && token.name === 'help')
}

/** The options as lines for `--help`, aligned. */
export const optionLines = (table: OptionTable): string => {
  const rows = Object.entries(table).map(([name, { value, short, many, help }]) => {
    const typed = [short === undefined ? '' : `-${short}, `, `--${name}`, value === undefined ? '' : ` ${value}`].join(
      '',
    )
    return [typed, many ? `${help}; may be given more than once` : help] as const
  })
  const width = Math.max(...rows.map(([typed]) => typed.length))
  return rows.map(([typed, help]) => `  ${typed.padEnd(width)}  ${help}`).join('\n')
}
