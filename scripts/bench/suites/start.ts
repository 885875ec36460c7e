import { join } from 'node:path'
import { type Bench, signArguments } from '../bench.ts'
import type { Command } from '../measure/measure-process.ts'
import { pairedRatio, spreadOf } from '../measure/statistics.ts'
import { type SuiteResult, spread } from '../report/table.ts'
import { measureCommands } from './whole-process.ts'

const floor = 'node -e 0'
const rounds = 21

/** How long the command line takes to start, and to sign a letter. */
export async function startSuite(bench: Bench): Promise<SuiteResult> {
  const input = bench.document('t100k')
  const output = join(bench.folder, 'signed.pdf')
  const sign = (key: 'pem' | 'p12') => bench.waarmerk(signArguments(bench, { input, output, level: 'B-B', key }))
  const commands: [string, Command][] = [
    [floor, { command: [process.execPath, '-e', '0'] }],
    ['waarmerk --version', bench.waarmerk(['--version'])],
    ['waarmerk sign, 100 KB, key in PEM', sign('pem')],
    ['waarmerk sign, 100 KB, key in PKCS#12', sign('p12')],
  ]
  const measured = await measureCommands(bench, commands, bench.quick ? 2 : rounds)
  const least = measured.get(floor)?.runs ?? []
  const measures: Record<string, number> = {}
  const rows = [...measured].map(([name, { runs, failure }]) => {
    if (failure !== undefined) return [name, `fails: ${failure}`, '', '', '', '']
    const of = (pick: 'wallSeconds' | 'cpuSeconds') => runs.map((run) => run[pick] * 1000)
    const base = (pick: 'wallSeconds' | 'cpuSeconds') => least.map((run) => run[pick] * 1000)
    const [wall, cpu] = [
      pairedRatio(of('wallSeconds'), base('wallSeconds')),
      pairedRatio(of('cpuSeconds'), base('cpuSeconds')),
    ]
    Object.assign(measures, { [`${name} wall`]: wall.median, [`${name} CPU`]: cpu.median })
    const peak = spread(spreadOf(runs.map(({ peakMebibytes }) => peakMebibytes)))
    return [
      name,
      spread(spreadOf(of('wallSeconds'))),
      spread(spreadOf(of('cpuSeconds'))),
      peak,
      spread(wall),
      spread(cpu),
    ]
  })
  const columns = ['program', 'wall ms', 'CPU ms', 'peak MiB', 'wall ×', 'CPU ×']
  const title = `Against \`${floor}\`, n = ${least.length}`
  return {
    title: 'Start of the command line',
    notes: [],
    tables: [{ title, columns, rows }],
    measures,
    raw: Object.fromEntries(measured),
  }
}
