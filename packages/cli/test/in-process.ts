import { runCommandLine } from '../src/index.ts'

/** What a run said. */
export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A command line that stands in a directory, with an environment of its own and no terminal. */
export const commandLineIn =
  (directory: string, environment: Readonly<Record<string, string>> = {}) =>
  async (...args: string[]): Promise<Answer> => {
    const [out, err]: [string[], string[]] = [[], []]
    const code = await runCommandLine(args, {
      directory,
      print: (line) => out.push(`${line}\n`),
      complain: (line) => err.push(`${line}\n`),
      variable: (name) => environment[name],
      progress: { isTerminal: () => false, write: (text) => err.push(text) },
      now: () => new Date(),
    })
    return { code, out: out.join(''), err: err.join('') }
  }
