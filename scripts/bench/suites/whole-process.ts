import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, signArguments } from '../bench.ts'
import type { DocumentName } from '../documents/plans.ts'
import { type Contestant, interleave, type Measured } from '../measure/interleave.ts'
import { lastLine } from '../measure/line-server.ts'
import { type Command, measureProcess, type ProcessRun } from '../measure/measure-process.ts'
import { pairedRatio, spreadOf } from '../measure/statistics.ts'
import { number, type SuiteResult, spread, type Table } from '../report/table.ts'

/** Rounds for each document, and for those that take minutes what is left out. */
const plan: readonly {
  readonly document: DocumentName
  readonly rounds: number
  readonly without: readonly string[]
}[] = [
  { document: 't100k', rounds: 11, without: [] },
  { document: 't10m', rounds: 5, without: [] },
  { document: 's300m', rounds: 5, without: [] },
  { document: 'g1', rounds: 3, without: ['@libpdf', '@signpdf', '@cantoo', '@documenso', 'EU DSS'] },
  { document: 'many', rounds: 3, without: ['@cantoo', 'EU DSS'] },
  { document: 'many.os', rounds: 3, without: ['@cantoo', 'EU DSS'] },
]
const quickPlan = [
  { document: 't100k', rounds: 2, without: [] },
  { document: 't10m', rounds: 1, without: [] },
] as const satisfies typeof plan

/** The name of what everything is held against, and the other way to hash. */
export const baseline = 'cp + openssl dgst -sha256'
export const slowBaseline = 'cp + sha256sum'

/** What copying and hashing cost, as one command each. */
export const floors = (input: string, output: string): [string, Command][] => {
  const shell = (script: string): Command => ({ command: ['sh', '-c', script, 'sh', input, output] })
  return [
    [baseline, shell('cp "$1" "$2" && openssl dgst -sha256 "$1"')],
    [slowBaseline, shell('cp "$1" "$2" && sha256sum "$1"')],
  ]
}
const ours = 'waarmerk'
const limitSeconds = 180

/** Whole processes, from file to file, RSA-2048, level B-B: time, memory, bytes read. */
export async function wholeProcess(bench: Bench): Promise<SuiteResult> {
  const tables: Table[] = []
  const measures: Record<string, number> = {}
  const raw: Record<string, unknown> = {}
  for (const { document, rounds, without } of bench.quick ? quickPlan : plan) {
    const input = bench.document(document)
    const commands = contestants(bench, input, join(bench.folder, 'signed.pdf'))
    const taking = [...commands].filter(([name]) => !without.some((part) => name.includes(part)))
    const measured = await measureCommands(bench, taking, rounds)
    tables.push(tableOf(document, statSync(input).size, measured))
    Object.assign(measures, measuresOf(document, measured))
    raw[document] = Object.fromEntries(measured)
  }
  const notes = [
    'Each round runs every program once, each round begun by another one; a first round is not counted. Input in the page cache.',
    'CPU is user and system time; memory the largest resident set; both as the kernel counted them when the process ended.',
    `Ratios are pair by pair against \`${baseline}\`, the faster of the two ways to hash here. A program that failed is shown with what it said.`,
  ]
  return { title: 'Whole processes, file to file', notes, tables, measures, raw }
}

/** What is run: the floors, we, the peers. */
function contestants(bench: Bench, input: string, output: string): Map<string, Command> {
  const keys = bench.services.keysOf('rsa-2048')
  return new Map([
    ...floors(input, output),
    [ours, bench.waarmerk(signArguments(bench, { input, output, level: 'B-B' }))],
    ['waarmerk, key in PKCS#12', bench.waarmerk(signArguments(bench, { input, output, level: 'B-B', key: 'p12' }))],
    ...bench.peers.map(({ name, command }): [string, Command] => [
      name,
      { command: [...command, 'once', input, output, keys] as [string, ...string[]] },
    ]),
  ])
}

/** Runs commands by turns; output of another exit code than 0 is why it failed. */
export function measureCommands(
  bench: Bench,
  commands: readonly (readonly [string, Command])[],
  rounds: number,
): Promise<Measured<ProcessRun>> {
  const log = join(bench.folder, 'last-run.log')
  const contestant = ([name, command]: readonly [string, Command]): Contestant<ProcessRun> => ({
    name,
    async measure() {
      rmSync(join(bench.folder, 'signed.pdf'), { force: true })
      const run = await measureProcess(command, { log, limitSeconds })
      if (run.exitCode === 0) return run
      const reason = lastLine(readFileSync(log, 'utf8')) || `exit code ${run.exitCode}`
      throw new Error(run.exitCode < 0 ? `ended by signal ${-run.exitCode} (limit ${limitSeconds} s)` : reason)
    },
  })
  return interleave(commands.map(contestant), rounds, bench.say)
}

const wall = ({ wallSeconds }: ProcessRun): number => wallSeconds
const cpu = ({ cpuSeconds }: ProcessRun): number => cpuSeconds

function tableOf(document: string, size: number, measured: Measured<ProcessRun>): Table {
  const floor = measured.get(baseline)?.runs ?? []
  const rows = [...measured].map(([name, { runs, failure }]) => {
    if (failure !== undefined) return [name, `fails: ${failure}`, '', '', '', '', '']
    return [
      name,
      spread(spreadOf(runs.map(wall))),
      spread(spreadOf(runs.map(cpu))),
      spread(spreadOf(runs.map(({ peakMebibytes }) => peakMebibytes))),
      spread(pairedRatio(runs.map(wall), floor.map(wall))),
      spread(pairedRatio(runs.map(cpu), floor.map(cpu))),
      bytesRead(runs, size),
    ]
  })
  const columns = ['program', 'wall s', 'CPU s', 'peak MiB', 'wall ×', 'CPU ×', 'bytes read ÷ size']
  return { title: `${document}, ${number(size / 1e6)} MB, n = ${floor.length}`, columns, rows }
}

/** How often the file was read, all that the program itself had to read counted in. */
export function bytesRead(runs: readonly ProcessRun[], size: number): string {
  const read = runs.map((run) => run.bytesRead).filter((count) => count !== null)
  return read.length === 0 ? '?' : number(spreadOf(read).median / size)
}

function measuresOf(document: string, measured: Measured<ProcessRun>): Record<string, number> {
  const floor = measured.get(baseline)?.runs ?? []
  const own = measured.get(ours)?.runs ?? []
  if (own.length === 0 || own.length !== floor.length) return {}
  const others = [...measured].filter(([name, { failure }]) => failure === undefined && isPeer(name))
  const ratio = ([, { runs }]: (typeof others)[number]) => pairedRatio(runs.map(cpu), own.map(cpu)).median
  const fastest = others.map(ratio).sort((a, b) => a - b)[0]
  return {
    ...ratiosOf(document, own, measured),
    [`${document} peak MiB`]: Math.max(...own.map(({ peakMebibytes }) => peakMebibytes)),
    ...(fastest !== undefined && { [`${document} fastest peer CPU`]: fastest }),
  }
}

/** Of our runs to those of both floors, pair by pair. */
export function ratiosOf(
  name: string,
  own: readonly ProcessRun[],
  measured: Measured<ProcessRun>,
): Record<string, number> {
  const against = (floor: string, suffix: string): Record<string, number> => {
    const runs = measured.get(floor)?.runs ?? []
    if (runs.length !== own.length) return {}
    return {
      [`${name} wall ratio${suffix}`]: pairedRatio(own.map(wall), runs.map(wall)).median,
      [`${name} CPU ratio${suffix}`]: pairedRatio(own.map(cpu), runs.map(cpu)).median,
    }
  }
  return { ...against(baseline, ''), ...against(slowBaseline, ', sha256sum') }
}

const isPeer = (name: string): boolean => !name.startsWith('cp + ') && !name.startsWith(ours)
