import type { Bench } from '../bench.ts'
import { interleave } from '../measure/interleave.ts'
import { startLineServer } from '../measure/line-server.ts'
import { spreadOf } from '../measure/statistics.ts'
import type { FloorRound } from '../programs/floor.ts'
import { number, type SuiteResult, spread } from '../report/table.ts'
import { type KeyName, keyNames } from '../services.ts'

/** Repetitions in a round: about a tenth of a second. */
const repetitions: Readonly<Record<KeyName, number>> = {
  'rsa-2048': 60,
  'rsa-3072': 25,
  'rsa-4096': 12,
  'p-256': 200,
  'p-384': 40,
  ed25519: 200,
}
const rounds = 15

/** How much of one signature in memory is what nobody can do without: hashing the document, and the key's own work. */
export async function floorSuite(bench: Bench): Promise<SuiteResult> {
  const document = bench.document('t100k')
  const servers = keyNames.map((name) => {
    return { name, server: startLineServer(bench.program('floor.ts', [document, bench.services.keysOf(name)])) }
  })
  const contestants = servers.map(({ name, server }) => ({
    name,
    measure: () => server.ask<FloorRound>(repetitions[name]),
  }))
  await interleave(contestants, bench.quick ? 0 : 3, bench.say)
  const measured = await interleave(contestants, bench.quick ? 2 : rounds, bench.say)
  for (const { server } of servers) server.end()
  const measures: Record<string, number> = {}
  const shares: string[][] = []
  const parts: string[][] = []
  for (const [name, { runs, failure }] of measured) {
    if (failure !== undefined) {
      shares.push([name, `fails: ${failure}`, '', '', '', ''])
      continue
    }
    const median = (pick: (round: FloorRound) => number) => spreadOf(runs.map(pick)).median
    const share = spreadOf(runs.map(({ floor, whole }) => (100 * floor.cpu) / whole.cpu))
    const counted = spreadOf(
      runs.map(({ floor, verification, whole }) => (100 * (floor.cpu + verification.cpu)) / whole.cpu),
    )
    measures[`floor share ${name}`] = share.median
    measures[`floor and check share ${name}`] = counted.median
    const whole = spread(spreadOf(runs.map((round) => round.whole.cpu)))
    shares.push([
      name,
      whole,
      number(median(({ floor }) => floor.cpu)),
      number(median(({ verification }) => verification.cpu)),
      spread(share),
      spread(counted),
    ])
    const known = [
      median(({ openAndFill }) => openAndFill.cpu),
      median(({ hash }) => hash.cpu),
      median(({ signature }) => signature.cpu),
      median(({ cms }) => cms.cpu),
      median(({ verification }) => verification.cpu),
    ]
    const rest = median(({ whole: { cpu } }) => cpu) - known.reduce((sum, part) => sum + part, 0)
    parts.push([name, ...known.map(number), number(rest)])
  }
  const n = measured.get('rsa-2048')?.runs.length ?? 0
  return {
    title: 'Share of the floor, 100 KB in memory',
    notes: [
      'Level B-B, the increment made in memory. The floor is one digest of the document (SHA-256, SHA-512 for Ed25519) and one raw signature, measured in the same process by turns.',
      'What the signer returned is verified before it is embedded: one operation with the public key, which the floor does not have. The last column counts it as part of the floor.',
      'Of the parts, each is measured alone; the rest is the self-check (what was made is read out of the file again as a stranger would) and collecting garbage.',
    ],
    tables: [
      {
        title: `CPU milliseconds for one signature, n = ${n} rounds`,
        columns: ['key', 'whole', 'floor', 'one verification', 'floor ÷ whole, %', '(floor + verification) ÷ whole, %'],
        rows: shares,
      },
      {
        title: 'Parts, CPU milliseconds (medians)',
        columns: ['key', 'open and fill', 'hash', 'raw signature', 'CMS', 'one verification', 'self-check and rest'],
        rows: parts,
      },
    ],
    measures,
    raw: Object.fromEntries(measured),
  }
}
