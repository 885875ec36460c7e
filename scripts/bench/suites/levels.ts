import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, signArguments } from '../bench.ts'
import type { DocumentName } from '../documents/plans.ts'
import type { Command } from '../measure/measure-process.ts'
import { pairedRatio, spreadOf } from '../measure/statistics.ts'
import { number, type SuiteResult, spread, type Table } from '../report/table.ts'
import { baseline, bytesRead, floors, measureCommands, ratiosOf } from './whole-process.ts'

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const
const plan = [
  ['t100k', 7, levels, true],
  ['s300m', 5, levels, true],
  ['g1', 3, levels, false],
  ['many.os', 3, levels, false],
] as const satisfies readonly (readonly [DocumentName, number, readonly string[], boolean])[]

/** The same for every level, with time stamps, OCSP and lists from the double, which runs in another process. */
export async function levelSuite(bench: Bench): Promise<SuiteResult> {
  const tables: Table[] = []
  const measures: Record<string, number> = {}
  const raw: Record<string, unknown> = {}
  for (const [document, rounds, wanted, withPeers] of bench.quick ? [plan[0]] : plan) {
    const input = bench.document(document)
    const output = join(bench.folder, 'signed.pdf')
    const commands = new Map<string, Command>([
      ...floors(input, output),
      ...wanted.map((level): [string, Command] => [
        `waarmerk ${level}`,
        bench.waarmerk(signArguments(bench, { input, output, level })),
      ]),
      ...(withPeers ? peersAt(bench, input, output) : []),
    ])
    const measured = await measureCommands(bench, [...commands], bench.quick ? 1 : rounds)
    const floor = measured.get(baseline)?.runs ?? []
    const size = statSync(input).size
    const rows = [...measured].map(([name, { runs, failure }]) => {
      if (failure !== undefined) return [name, `fails: ${failure}`, '', '', '', '', '']
      const [cpu, wall] = [runs.map(({ cpuSeconds }) => cpuSeconds), runs.map(({ wallSeconds }) => wallSeconds)]
      const wallRatio = pairedRatio(
        wall,
        floor.map(({ wallSeconds }) => wallSeconds),
      )
      const cpuRatio = pairedRatio(
        cpu,
        floor.map(({ cpuSeconds }) => cpuSeconds),
      )
      const peak = spreadOf(runs.map(({ peakMebibytes }) => peakMebibytes))
      if (name.startsWith('waarmerk ')) {
        const at = `${document} ${name.slice('waarmerk '.length)}`
        Object.assign(measures, ratiosOf(at, runs, measured))
        Object.assign(measures, { [`${at} peak MiB`]: peak.max, [`${at} bytes read`]: Number(bytesRead(runs, size)) })
      }
      return [
        name,
        spread(spreadOf(wall)),
        spread(spreadOf(cpu)),
        spread(peak),
        spread(wallRatio),
        spread(cpuRatio),
        bytesRead(runs, size),
      ]
    })
    const columns = ['program', 'wall s', 'CPU s', 'peak MiB', 'wall ×', 'CPU ×', 'bytes read ÷ size']
    tables.push({ title: `${document}, ${number(size / 1e6)} MB, n = ${floor.length}`, columns, rows })
    raw[document] = Object.fromEntries(measured)
  }
  const notes = [
    'RSA-2048. The trust services are the local double, asked over HTTP; its own CPU time is not counted, waiting for it is in the wall time.',
    'Bytes read counts everything the process read, its own program included: 1.00 of a large file means that the document was read once.',
  ]
  return { title: 'Levels', notes, tables, measures, raw }
}

function peersAt(bench: Bench, input: string, output: string): [string, Command][] {
  const keys = bench.services.keysOf('rsa-2048')
  return bench.peers.flatMap(({ name, levels: claimed, command }) =>
    claimed.map((level): [string, Command] => [
      `${name} ${level}`,
      { command: [...command, 'once', input, output, keys, level, bench.services.url] as [string, ...string[]] },
    ]),
  )
}
