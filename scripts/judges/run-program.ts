import { execFile } from 'node:child_process'

/** How a program ended that ran once. */
export interface Ended {
  /** The exit status, or `undefined` when it was not found, was killed or said more than a megabyte. */
  readonly status: number | undefined
  readonly stdout: string
  readonly stderr: string
}

const largestOutput = 1 << 20

/** Runs a program to its end, at most for so many seconds; never rejects. `latin1` keeps every byte of its output. */
export function runProgram(
  program: string,
  args: readonly string[],
  seconds: number,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { encoding, timeout: seconds * 1_000, killSignal: 'SIGKILL', maxBuffer: largestOutput } as const
    execFile(program, args, options, (error, stdout, stderr) => {
      const status = error ? error.code : 0
      resolve({ status: typeof status === 'number' ? status : undefined, stdout, stderr })
    })
  })
}
