import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface SoakOptions {
  readonly inputs: number
  readonly seed: number
  /** A folder with more PDFs. */
  readonly corpus: string | undefined
  /** Where the summary goes, as JSON. */
  readonly json: string | undefined
  /** An input that was kept, to be used again instead of making any. */
  readonly replay: string | undefined
}

/** How the command is used. */
export const usage =
  'Usage: npm run soak -- [--inputs N] [--seed S] [--corpus DIR] [--json FILE]\n       npm run soak -- --replay FILE'

/**
 * Reads `--inputs N --seed S --corpus DIR --json FILE --replay FILE`; the seed is today's date when absent.
 *
 * @param from relative paths start here
 * @returns `help` for `--help` and `-h`
 * @throws TypeError for anything else
 */
export function readSoakOptions(args: readonly string[], from: string, today: Date): SoakOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      inputs: { type: 'string', default: '5000' },
      seed: { type: 'string', default: today.toISOString().slice(0, 10).replaceAll('-', '') },
      corpus: { type: 'string' },
      json: { type: 'string' },
      replay: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const path = (name: string | undefined) => (name === undefined ? undefined : resolve(from, name))
  return {
    inputs: wholeNumber('inputs', values.inputs, 1),
    seed: wholeNumber('seed', values.seed, 0),
    corpus: path(values.corpus),
    json: path(values.json),
    replay: path(values.replay),
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > 0x7fff_ffff) {
    throw new TypeError(`--${name} takes a whole number from ${least} to 2147483647`)
  }
  return number
}
