import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What the kernel counted for one run of a program, its children included. */
export interface ProcessRun {
  /** As the shell has it; negative for a signal. */
  readonly exitCode: number
  readonly wallSeconds: number
  /** User and system time. */
  readonly cpuSeconds: number
  /** The largest resident set of one process; not below the 13 MiB of what starts it. */
  readonly peakMebibytes: number
  /** By all means of reading, scripts and libraries included; null where the kernel does not say. */
  readonly bytesRead: number | null
}

/** A program with its arguments, and what it finds in its environment besides ours. */
export interface Command {
  readonly command: readonly [string, ...string[]]
  readonly environment?: Readonly<Record<string, string>>
}

const launcher = fileURLToPath(new URL('rusage.py', import.meta.url))
const run = promisify(execFile)

/**
 * Runs a program to its end and measures it.
 *
 * @param options.log where its output goes, overwritten
 * @param options.limitSeconds after which it is killed
 */
export async function measureProcess(
  { command, environment }: Command,
  options: { readonly log: string; readonly limitSeconds: number },
): Promise<ProcessRun> {
  const args = [launcher, options.log, String(options.limitSeconds), ...command]
  const { stdout } = await run('python3', args, { env: { ...process.env, ...environment } })
  return JSON.parse(stdout) as ProcessRun
}
