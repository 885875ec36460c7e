import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** How a program ended, and what it said. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** What runs longer hangs, and is ended. */
const longest = 150_000

/** Runs a program to its end, without a shell. */
export async function run(program: string, args: readonly string[], options: { cwd?: string } = {}): Promise<Ended> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: longest })
  const ended = once(child, 'close') as Promise<[number | null]>
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { exitCode, stdout, stderr }
}

const source = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url))

/** Arguments with which Node.js runs one of our programs from its source. */
export const programs = {
  demo: ['--conditions=@waarmerk/source', source('packages/dev-env/src/main.ts')],
  waarmerk: ['--conditions=@waarmerk/source', source('packages/cli/src/main.ts')],
} as const

/** The real command, as `npm run demo -- …` starts it. */
export const demo = (...args: string[]): Promise<Ended> => run(process.execPath, [...programs.demo, ...args])

/** The real command, as `npm run waarmerk -- …` starts it. */
export const waarmerk = (...args: string[]): Promise<Ended> => run(process.execPath, [...programs.waarmerk, ...args])
