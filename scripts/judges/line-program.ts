import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface, type Interface } from 'node:readline'

/** A program that answers each line of JSON with one line of JSON. */
export interface LineProgram {
  /**
   * Asks one question; questions wait for each other. Never rejects: a program that ends or takes too long gives
   * `{ error, failure }` as the answer to the question it was at, and is started anew for the next one.
   */
  ask(question: object): Promise<unknown>
  /** Ends the program. */
  close(): void
}

/** The answer to a question that a program did not answer. */
export interface LineFailure {
  readonly error: string
  readonly failure: 'slow' | 'ended'
}

/** How to start a program of lines. */
export interface LineCommand {
  readonly command: string
  readonly arguments: readonly string[]
  /** How long one answer may take, the start of the program not counted. */
  readonly secondsPerAnswer: number
}

const secondsToStart = 30
const complaintCharacters = 2_000

/**
 * Keeps a program running over many questions, so that a JVM or an interpreter starts once.
 *
 * @example
 * const program = lineProgram({ command: 'python', arguments: ['judge.py'], secondsPerAnswer: 10 })
 * const answer = await program.ask({ file: 'signed.pdf' })
 * program.close()
 */
export function lineProgram(command: LineCommand): LineProgram {
  let running: Running | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const answered = async (question: object): Promise<unknown> => {
    if (running?.ended) running = undefined
    const seconds = command.secondsPerAnswer + (running ? 0 : secondsToStart)
    running ??= start(command)
    const line = await nextLine(running, question, seconds)
    if (typeof line === 'string') return JSON.parse(line)
    running.child.kill('SIGKILL')
    running = undefined
    return line
  }
  return {
    ask: (question) => {
      turn = turn.then(() => answered(question))
      return turn
    },
    close: () => running?.child.kill('SIGKILL'),
  }
}

/** Several of the same program, to use every core; the next question goes to the one with the shortest queue. */
export function linePrograms(count: number, command: LineCommand): LineProgram {
  const programs = Array.from({ length: count }, () => ({ program: lineProgram(command), waiting: 0 }))
  return {
    ask: async (question) => {
      const chosen = programs.reduce((best, one) => (one.waiting < best.waiting ? one : best))
      chosen.waiting++
      return chosen.program.ask(question).finally(() => chosen.waiting--)
    },
    close: () => {
      for (const { program } of programs) program.close()
    },
  }
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams
  readonly lines: Interface
  /** The end of what it wrote to its error output. */
  complaint: string
  ended: boolean
}

function start({ command, arguments: args }: LineCommand): Running {
  const child = spawn(command, args, { stdio: 'pipe' })
  const running: Running = { child, lines: createInterface(child.stdout), complaint: '', ended: false }
  running.lines.on('close', () => {
    running.ended = true
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    running.complaint = (running.complaint + text).slice(-complaintCharacters)
  })
  // A program that is gone is noticed by its output ending.
  child.stdin.on('error', () => {})
  child.on('error', ({ message }) => {
    running.complaint += message
  })
  return running
}

function nextLine(running: Running, question: object, seconds: number): Promise<string | LineFailure> {
  return new Promise((resolve) => {
    const { child, lines } = running
    const settle = (answer: string | LineFailure) => {
      clearTimeout(limit)
      lines.off('line', settle).off('close', ended)
      resolve(answer)
    }
    const ended = () =>
      settle({ failure: 'ended', error: `ended without an answer: ${running.complaint.trim().slice(-500)}` })
    const limit = setTimeout(() => settle({ failure: 'slow', error: `no answer within ${seconds} s` }), seconds * 1_000)
    lines.once('line', settle).once('close', ended)
    child.stdin.write(`${JSON.stringify(question)}\n`)
  })
}
