import { join } from 'node:path'
import type { Bench } from '../bench.ts'
import { type Contestant, interleave } from '../measure/interleave.ts'
import { type LineServer, type LoopRun, startLineServer } from '../measure/line-server.ts'
import { pairedRatio, spreadOf } from '../measure/statistics.ts'
import { number, type SuiteResult, spread } from '../report/table.ts'

const ours = 'waarmerk'
const rounds = 7
/** Repetitions in a round: enough for the clock, few enough to take turns often. */
const repetitions: Readonly<Record<string, number>> = { [ours]: 60, '@documenso': 30, '@libpdf': 15, 'EU DSS': 10 }
const fewest = 6

/** Signatures in a process that is warm, file to file, one after the other. */
export async function warmSuite(bench: Bench): Promise<SuiteResult> {
  const input = bench.document('t100k')
  const keys = bench.services.keysOf('rsa-2048')
  const output = (name: string) => join(bench.folder, `warm-${name.replaceAll(/\W/g, '')}.pdf`)
  const servers: LineServer[] = []
  const contestant = (name: string, [program, ...args]: readonly [string, ...string[]]): Contestant<LoopRun> => {
    const server = startLineServer([program, ...args, 'serve', input, output(name), keys])
    servers.push(server)
    const [, count = fewest] = Object.entries(repetitions).find(([start]) => name.startsWith(start)) ?? []
    return {
      name,
      async measure() {
        const { wallSeconds, cpuSeconds } = await server.ask<LoopRun>(count)
        return { wallSeconds: wallSeconds / count, cpuSeconds: cpuSeconds / count }
      },
    }
  }
  const contestants = [
    contestant(ours, bench.program('timed-waarmerk.ts', [])),
    ...bench.peers.map(({ name, command }) => contestant(name, command)),
  ]
  // Two rounds more, of which none counts: what compiles while it runs is slow at first.
  const warmUp = await interleave(contestants, bench.quick ? 0 : 2, bench.say)
  const able = contestants.filter(({ name }) => warmUp.get(name)?.failure === undefined)
  const measured = await interleave(able, bench.quick ? 2 : rounds, bench.say)
  for (const server of servers) server.end()
  const own = measured.get(ours)?.runs ?? []
  const measures: Record<string, number> = {}
  const rows = contestants.map(({ name }) => {
    const failure = warmUp.get(name)?.failure ?? measured.get(name)?.failure
    const runs = measured.get(name)?.runs ?? []
    if (failure !== undefined) return [name, `fails: ${failure}`, '', '']
    const ratio = pairedRatio(
      runs.map(({ cpuSeconds }) => cpuSeconds),
      own.map(({ cpuSeconds }) => cpuSeconds),
    )
    measures[`warm ${name}`] = ratio.median
    const milliseconds = (pick: (run: LoopRun) => number) => spread(spreadOf(runs.map((run) => pick(run) * 1000)))
    return [
      name,
      milliseconds(({ cpuSeconds }) => cpuSeconds),
      milliseconds(({ wallSeconds }) => wallSeconds),
      number(ratio.median),
    ]
  })
  const peers = Object.entries(measures).filter(([name]) => name !== `warm ${ours}`)
  if (peers.length > 0) measures['warm fastest peer'] = Math.min(...peers.map(([, ratio]) => ratio))
  const title = `t100k, RSA-2048, milliseconds for one signature, n = ${own.length} rounds`
  return {
    title: 'Warm, in one process',
    notes: [
      'Every program stays running and signs the same file to another in a loop, by turns; rounds before it was warm are not counted.',
    ],
    tables: [{ title, columns: ['program', 'CPU ms', 'wall ms', 'CPU × ours'], rows }],
    measures,
    raw: Object.fromEntries(measured),
  }
}
