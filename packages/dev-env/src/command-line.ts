import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Inhabitant, inhabitants, type Ports, portFlag } from './house/ports.ts'

/** What was asked on the command line, paths absolute. */
export type Command =
  | { readonly kind: 'demo'; readonly reset: boolean; readonly stateDirectory: string; readonly ports: Ports }
  | { readonly kind: 'once'; readonly pdf: string; readonly persona: string; readonly out: string }
  | { readonly kind: 'help' }

/** The command line cannot be understood; the message says what is wrong with it. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** One line for each way to call. */
export const usage = [
  'Usage: npm run demo [-- --reset] [--state-directory DIR] [--port-relying-party N] [--port-signing N] [--port-openid-provider N] [--port-timestamp-authority N]',
  '       npm run demo -- --once --pdf FILE --persona ID --out DIR',
].join('\n')

/** Where relative paths start and what holds when nothing is said. */
export interface CommandLineDefaults {
  /** Relative paths are resolved against it. */
  readonly workingDirectory: string
  readonly stateDirectory: string
  readonly ports: Ports
}

const options = {
  once: { type: 'boolean' },
  pdf: { type: 'string' },
  persona: { type: 'string' },
  out: { type: 'string' },
  reset: { type: 'boolean' },
  help: { type: 'boolean' },
  'state-directory': { type: 'string' },
  'port-relying-party': { type: 'string' },
  'port-signing': { type: 'string' },
  'port-openid-provider': { type: 'string' },
  'port-timestamp-authority': { type: 'string' },
} as const satisfies Record<string, { type: 'boolean' | 'string' }>

type Flags = ReturnType<typeof flagsOf>

/**
 * Reads the arguments.
 *
 * @throws UsageError for an unknown flag, a missing argument, or flags that do not go together
 */
export function readCommandLine(args: readonly string[], defaults: CommandLineDefaults): Command {
  const flags = flagsOf(args)
  if (flags.help) return { kind: 'help' }
  return flags.once ? once(flags, defaults) : demo(flags, defaults)
}

function flagsOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (cause) {
    // Its first sentence says what is wrong; the rest explains how options are parsed.
    throw new UsageError(cause instanceof Error ? cause.message.split(/\.? To |\n/)[0] : 'unknown arguments')
  }
}

function once(flags: Flags, { workingDirectory }: CommandLineDefaults): Command {
  const { pdf, persona, out } = flags
  if (!pdf || !persona || !out) throw new UsageError('--once needs --pdf FILE, --persona ID and --out DIR')
  refuseOthers(flags, ['once', 'pdf', 'persona', 'out'])
  return { kind: 'once', pdf: resolve(workingDirectory, pdf), persona, out: resolve(workingDirectory, out) }
}

function demo(flags: Flags, defaults: CommandLineDefaults): Command {
  const ports = Object.fromEntries(inhabitants.map((name) => [name, portOf(flags, name, defaults)]))
  const state = flags['state-directory']
  refuseOthers(flags, ['reset', 'state-directory', ...inhabitants.map(portFlag)])
  return {
    kind: 'demo',
    reset: flags.reset ?? false,
    stateDirectory: state === undefined ? defaults.stateDirectory : resolve(defaults.workingDirectory, state),
    ports: ports as Record<Inhabitant, number>,
  }
}

function refuseOthers(flags: Flags, allowed: readonly (keyof typeof options)[]): void {
  const stray = Object.keys(flags).find((name) => !(allowed as readonly string[]).includes(name))
  if (stray !== undefined) throw new UsageError(`--${stray} ${flags.once ? 'does not go with' : 'needs'} --once`)
}

function portOf(flags: Flags, inhabitant: Inhabitant, { ports }: CommandLineDefaults): number {
  const written = flags[portFlag(inhabitant)]
  return written === undefined ? ports[inhabitant] : readPort(`--${portFlag(inhabitant)}`, written)
}

/**
 * A port as written; 0 means a free one.
 *
 * @param where flag or variable, for the message
 * @throws UsageError
 */
export function readPort(where: string, written: string): number {
  const port = Number(written)
  if (!/^\d{1,5}$/.test(written) || port > 65_535) throw new UsageError(`${where} must be a port number, 0 to 65535`)
  return port
}
