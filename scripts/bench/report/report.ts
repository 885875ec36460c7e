import { markdownTable, type SuiteResult } from './table.ts'
import { targetTable } from './targets.ts'

/** Under which conditions the bench ran. */
export interface Conditions {
  /** ISO 8601. */
  readonly date: string
  readonly commit: string
  /** Class of the machine: nothing that names it. */
  readonly machine: string
  readonly memoryFileSystem: boolean
  /** Average load over a minute, before and after. */
  readonly load: readonly [number, number]
  /** Versions of what was measured and of what measures. */
  readonly versions: Readonly<Record<string, string>>
  readonly quick: boolean
}

/** The results as one page: conditions, targets, then every part. */
export function markdownReport(conditions: Conditions, results: readonly SuiteResult[]): string {
  const { date, commit, machine, load, versions, memoryFileSystem, quick } = conditions
  const measures = Object.assign({}, ...results.map((result) => result.measures)) as Record<string, number>
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    '# Performance',
    '',
    'Written by `npm run bench`; see [scripts/README.md](../../scripts/README.md). Only ratios of what was measured side by side say much: the rest is of one machine.',
    '',
    `- ${date}, commit ${commit}${quick ? ', **a quick run: not for quoting**' : ''}`,
    `- ${machine}; files on ${memoryFileSystem ? 'a file system in memory' : 'a disk, in the page cache'}`,
    `- load (one minute) ${load.map((value) => value.toFixed(1)).join(' before, ')} after: a load above 1 before the start means that others used the machine too`,
    `- ${list.join(', ')}`,
    '',
    '## Targets',
    '',
    markdownTable(targetTable(measures)),
    ...results.flatMap(({ title, notes, tables }) => [
      '',
      `## ${title}`,
      '',
      ...notes.map((note) => `${note}\n`),
      tables.map(markdownTable).join('\n\n'),
    ]),
    '',
  ].join('\n')
}
