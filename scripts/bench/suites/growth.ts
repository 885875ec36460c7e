import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import { lineThrough, spreadOf } from '../measure/statistics.ts'
import type { Growth } from '../programs/growth.ts'
import { number, type SuiteResult } from '../report/table.ts'

const run = promisify(execFile)
/** SHA-256 in this process, measured beside: what grows with the file whatever we do. */
const hashedBytes = 64 * 1024 * 1024

/** The nth signature on one file, and validating n of them. */
export async function growthSuite(bench: Bench): Promise<SuiteResult> {
  const keys = bench.services.keysOf('p-256')
  const [program, ...args] = bench.program('growth.ts', [bench.document('t100k'), keys, bench.quick ? '10' : '100'])
  const { stdout } = await run(program, args, { maxBuffer: 16 * 1024 * 1024 })
  const { signing, validating, millisecondsPerByte } = JSON.parse(stdout) as Growth
  const own = signing.map(({ n, bytes, milliseconds }) => [n, milliseconds - bytes * millisecondsPerByte] as const)
  const meanOf = (from: number, to: number) =>
    spreadOf(own.filter(([n]) => n >= from && n <= to).map(([, milliseconds]) => milliseconds)).median
  const last = signing.length
  const tenth = Math.max(1, Math.floor(last / 10))
  const growth = meanOf(last - tenth + 1, last) / meanOf(1, tenth)
  const line = lineThrough(validating.map(({ n, milliseconds }) => [n, milliseconds]))
  const largest = validating.at(-1) ?? { n: 1, milliseconds: 0 }
  const middle = validating.find(({ n }) => n >= largest.n / 2) ?? largest
  const doubling = largest.milliseconds / middle.milliseconds / (largest.n / middle.n)
  const shown = [1, 2, 5, 10, 20, 40, 60, 80, 100]
  return {
    title: 'Many signatures on one file',
    notes: [
      `P-256, level B-B, 100 KB at first, in memory; the fastest of five, since what disturbs only adds. Hashing costs ${number(hashedBytes * millisecondsPerByte)} ms for 64 MiB here and is subtracted.`,
      `The median of the last tenth is ${number(growth)} × that of the first. Validating n signatures is ${number(line.start)} + ${number(line.slope)} × n ms; twice as many signatures cost ${number(2 * doubling)} × as much.`,
    ],
    tables: [
      {
        title: 'The nth signature, CPU milliseconds',
        columns: ['n', 'file before, KB', 'signing', 'less hashing'],
        rows: signing
          .filter(({ n }) => shown.includes(n))
          .map(({ n, bytes, milliseconds }) =>
            [n, bytes / 1000, milliseconds, milliseconds - bytes * millisecondsPerByte].map(number),
          ),
      },
      {
        title: 'Validating all n, CPU milliseconds',
        columns: ['n', 'file, KB', 'all', 'each'],
        rows: validating.map(({ n, bytes, milliseconds }) =>
          [n, bytes / 1000, milliseconds, milliseconds / n].map(number),
        ),
      },
    ],
    measures: { 'nth signature growth': growth, 'validation doubling': doubling },
    raw: { signing, validating },
  }
}
