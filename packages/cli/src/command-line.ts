import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { CodedError } from '@waarmerk/coded-error'
import { CliError } from './cli-error.ts'
import type { Command, Surroundings } from './command.ts'
import { asksForHelp } from './options.ts'
import { printable } from './printable.ts'

/** Every command by its name; a command's code is loaded when it is called. */
const commands: ReadonlyMap<string, () => Promise<{ readonly command: Command }>> = new Map([
  ['sign', () => import('./commands/sign.ts')],
  ['timestamp', () => import('./commands/timestamp.ts')],
  ['augment', () => import('./commands/augment.ts')],
  ['inspect', () => import('./commands/inspect.ts')],
  ['verify-evidence', () => import('./commands/verify-evidence.ts')],
])

const help = `waarmerk COMMAND [OPTIONS]

Commands:
  sign              sign a PDF
  timestamp         add a document time stamp to a PDF
  augment           make the signatures of a PDF last longer
  inspect           show what is signed and stamped in a PDF, and whether it is valid
  verify-evidence   check a signed PDF and its evidence, offline

waarmerk COMMAND --help tells more. waarmerk --version prints the version.`

const version = (): string => {
  const path = findPackageJSON('..', import.meta.url)
  const { version } = JSON.parse(readFileSync(path ?? '', 'utf8')) as { readonly version: string }
  return version
}

const dispatch = async (args: readonly string[], surroundings: Surroundings): Promise<0 | 1> => {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') surroundings.print(help)
  else if (name === '--version') surroundings.print(version())
  else return runCommand(name, rest, surroundings)
  return 0
}

const runCommand = async (name: string | undefined, args: readonly string[], surroundings: Surroundings) => {
  const load = commands.get(name ?? '')
  if (!load) throw new CliError('ERR_CLI_USAGE', name === undefined ? 'no command' : `no such command: ${name}`)
  const { command } = await load()
  if (!asksForHelp(args, command.options)) return command.run(args, surroundings)
  surroundings.print(command.help)
  return 0
}

/** What a run of the command line needs. */
export type Invocation = Surroundings & {
  /** Writes one line to standard error. */
  readonly complain: (line: string) => void
}

/**
 * Runs one command line.
 *
 * @param args without the program's own name
 * @returns the exit code: 0 yes, 1 no or refused (one line with the code is complained), 2 wrong usage
 * @throws only what is a defect of ours: an error without a code
 *
 * @example
 * process.exitCode = await runCommandLine(['inspect', 'signed.pdf'], {
 *   directory: process.cwd(),
 *   print: console.log,
 *   complain: console.error,
 *   variable: (name) => process.env[name],
 *   progress: { isTerminal: () => false, write: () => {} },
 *   now: () => new Date(),
 * })
 */
export const runCommandLine = async (args: readonly string[], invocation: Invocation): Promise<0 | 1 | 2> => {
  try {
    return await dispatch(args, invocation)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    invocation.complain(printable(`waarmerk: ${error.code}: ${error.message}`))
    const { code, kind, message } = error
    if (args.includes('--json')) invocation.print(JSON.stringify({ error: { code, kind, message } }))
    if (error.code !== 'ERR_CLI_USAGE') return 1
    invocation.complain('Try: waarmerk --help')
    return 2
  }
}
