import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Time for some repetitions of the same thing, in one process. */
export interface LoopRun {
  readonly wallSeconds: number
  readonly cpuSeconds: number
}

/** A program that waits for numbers on its standard input and answers each with a line of JSON. */
export interface LineServer {
  /** @throws Error when the program ended, with the last it complained of */
  ask<T>(count: number): Promise<T>
  end(): void
}

/** Starts such a program. */
export function startLineServer([program, ...args]: readonly [string, ...string[]]): LineServer {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000)
  })
  child.stdin.on('error', () => undefined)
  return {
    async ask<T>(count: number) {
      child.stdin.write(`${count}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(lastLine(complaint))
      return JSON.parse(value) as T
    },
    end() {
      child.kill()
    },
  }
}

/** The line of a complaint that says what went wrong, as far as one can tell. */
export function lastLine(complaint: string): string {
  const lines = complaint.split('\n').map((line) => line.trim())
  const telling = lines.filter((line) => /error|exception|exceeded|expected|undefined|cannot|memory/i.test(line))
  return (
    telling.find((line) => /^(\w+Error|Error|[\w.]+Exception)/.test(line)) ??
    telling[0] ??
    lines.at(-1) ??
    ''
  ).slice(0, 160)
}
