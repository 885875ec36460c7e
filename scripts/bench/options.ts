import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** The parts of the bench, in the order in which they run. */
export const suiteNames = ['start', 'floor', 'warm', 'growth', 'batch', 'files', 'levels'] as const
export type SuiteName = (typeof suiteNames)[number]

/** What the command line asks for. */
export interface BenchOptions {
  readonly quick: boolean
  readonly only: readonly SuiteName[]
  /** Where the results go as JSON, with every single measurement. */
  readonly json: string | undefined
  /** Where the page goes. */
  readonly markdown: string
  /** For documents and outputs: 3 GB. */
  readonly work: string
}

/**
 * Reads `--quick`, `--only NAME` (again for more), `--json FILE`, `--markdown FILE`, `--work DIR`.
 *
 * @param from relative paths start here
 * @throws TypeError for anything else
 */
export function readBenchOptions(args: readonly string[], from: string, root: string): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
      markdown: { type: 'string' },
      work: { type: 'string' },
    },
  })
  const only = values.only.map((name) => {
    const known = suiteNames.find((suite) => suite === name)
    if (known === undefined) throw new TypeError(`--only takes one of ${suiteNames.join(', ')}`)
    return known
  })
  // What is not the whole of it does not replace the published page.
  const whole = only.length === 0 && !values.quick
  return {
    quick: values.quick,
    only: only.length === 0 ? suiteNames : only,
    json: values.json === undefined ? undefined : resolve(from, values.json),
    markdown: resolve(
      from,
      values.markdown ?? resolve(root, whole ? 'docs/results/performance.md' : '.waarmerk/bench/performance.md'),
    ),
    work: resolve(from, values.work ?? resolve(root, '.waarmerk/bench')),
  }
}
