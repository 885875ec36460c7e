import type { Bench } from '../bench.ts'
import { interleave } from '../measure/interleave.ts'
import { startLineServer } from '../measure/line-server.ts'
import { pairedRatio, spreadOf } from '../measure/statistics.ts'
import type { BatchRound } from '../programs/batch.ts'
import { number, type SuiteResult, spread } from '../report/table.ts'

const documents = 1000
const ways = [
  ['sync', 'one after the other, one thread'],
  ['inFlight', 'key work in the thread pool, 8 in flight'],
  ['workers', '2 worker threads, 8 documents at a time'],
] as const

/** A thousand seals. */
export async function batchSuite(bench: Bench): Promise<SuiteResult> {
  const measures: Record<string, number> = {}
  const rows: string[][] = []
  const raw: Record<string, unknown> = {}
  for (const key of ['rsa-2048', 'p-256'] as const) {
    const count = bench.quick ? 80 : documents
    const args = [bench.document('t100k'), bench.services.keysOf(key)]
    const server = startLineServer(bench.program('batch.ts', args))
    const measured = await interleave(
      [{ name: key, measure: () => server.ask<BatchRound>(count) }],
      bench.quick ? 1 : 5,
      bench.say,
    )
    server.end()
    const { runs = [], failure } = measured.get(key) ?? {}
    raw[key] = runs
    if (failure !== undefined || runs.length === 0) {
      rows.push([key, `fails: ${failure}`, '', '', ''])
      continue
    }
    const sync = runs.map((round) => round.sync.wallSeconds)
    for (const [way, title] of ways) {
      const wall = runs.map((round) => round[way].wallSeconds)
      const speedUp = pairedRatio(sync, wall)
      measures[`batch ${key} ${way}`] = speedUp.median
      const perCpu = spreadOf(runs.map((round) => count / round[way].cpuSeconds))
      rows.push([
        key,
        title,
        spread(spreadOf(wall.map((seconds) => count / seconds))),
        number(perCpu.median),
        spread(speedUp),
      ])
    }
  }
  return {
    title: `${documents} documents of 100 KB`,
    notes: ['Level B-B in memory, one process. What a second core gives depends on whether it is idle: see the load.'],
    tables: [
      { title: 'Documents per second', columns: ['key', 'way', 'by the clock', 'by CPU second', '× one thread'], rows },
    ],
    measures,
    raw,
  }
}
