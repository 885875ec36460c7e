import { number, type Table } from './table.ts'

/** Something we promised to reach. */
export interface Target {
  readonly what: string
  /** Name of the measure, as the parts of the bench give it. */
  readonly measure: string
  readonly bound: number
  readonly is: 'at most' | 'at least'
  readonly unit: string
  /** Why it is out of reach, where it is: shown when it is not met. */
  readonly why?: string
}

const times = '×'
const counted = 'the floor does not count that the signature is verified before it is embedded; the next table does'

/** The promises, in the order of the bench. */
export const targets: readonly Target[] = [
  { what: 'B-B, 300 MB, wall, against cp + hash', measure: 's300m wall ratio', bound: 1.1, is: 'at most', unit: times },
  { what: 'B-B, 300 MB, CPU, against cp + hash', measure: 's300m CPU ratio', bound: 1.1, is: 'at most', unit: times },
  { what: 'B-B, 1 GB, wall, against cp + hash', measure: 'g1 wall ratio', bound: 1.1, is: 'at most', unit: times },
  { what: 'B-B, 1 GB, CPU, against cp + hash', measure: 'g1 CPU ratio', bound: 1.1, is: 'at most', unit: times },
  {
    what: 'B-LTA, 300 MB, wall, against cp + hash',
    measure: 's300m B-LTA wall ratio',
    bound: 1.15,
    is: 'at most',
    unit: times,
  },
  {
    what: 'B-LTA, 300 MB, CPU, against cp + hash',
    measure: 's300m B-LTA CPU ratio',
    bound: 1.15,
    is: 'at most',
    unit: times,
  },
  {
    what: 'B-LTA, 1 GB, CPU, against cp + hash',
    measure: 'g1 B-LTA CPU ratio',
    bound: 1.15,
    is: 'at most',
    unit: times,
  },
  {
    what: 'B-LTA, 1 GB: the document is read once',
    measure: 'g1 B-LTA bytes read',
    bound: 1.05,
    is: 'at most',
    unit: times,
  },
  ...['t100k', 't10m', 's300m', 'g1', 'many', 'many.os'].map((document): Target => {
    return {
      what: `Peak memory, B-B, ${document}`,
      measure: `${document} peak MiB`,
      bound: 80,
      is: 'at most',
      unit: 'MiB',
    }
  }),
  { what: 'Peak memory, B-LTA, 100 KB', measure: 't100k B-LTA peak MiB', bound: 80, is: 'at most', unit: 'MiB' },
  { what: 'Peak memory, B-LTA, 1 GB', measure: 'g1 B-LTA peak MiB', bound: 80, is: 'at most', unit: 'MiB' },
  {
    what: '100 KB in memory, share of the floor, RSA-2048',
    measure: 'floor share rsa-2048',
    bound: 86,
    is: 'at least',
    unit: '%',
    why: counted,
  },
  {
    what: '100 KB in memory, share of the floor, RSA-3072',
    measure: 'floor share rsa-3072',
    bound: 95,
    is: 'at least',
    unit: '%',
    why: counted,
  },
  {
    what: '100 KB in memory, share of the floor, RSA-4096',
    measure: 'floor share rsa-4096',
    bound: 95,
    is: 'at least',
    unit: '%',
    why: counted,
  },
  {
    what: '100 KB in memory, share of the floor, P-384',
    measure: 'floor share p-384',
    bound: 95,
    is: 'at least',
    unit: '%',
    why: counted,
  },
  {
    what: '100 KB in memory, share of the floor, P-256',
    measure: 'floor share p-256',
    bound: 65,
    is: 'at least',
    unit: '%',
    why: counted,
  },
  {
    what: 'The 100th signature against the first, hashing subtracted',
    measure: 'nth signature growth',
    bound: 1.2,
    is: 'at most',
    unit: times,
  },
  {
    what: 'Validation: cost of twice as many signatures over twice the cost',
    measure: 'validation doubling',
    bound: 1.2,
    is: 'at most',
    unit: times,
  },
  {
    what: '1,000 seals, RSA-2048, in flight, against one thread',
    measure: 'batch rsa-2048 inFlight',
    bound: 1.5,
    is: 'at least',
    unit: times,
  },
  {
    what: '1,000 seals, RSA-2048, workers, against one thread',
    measure: 'batch rsa-2048 workers',
    bound: 1.5,
    is: 'at least',
    unit: times,
  },
  {
    what: 'Command line, 100 KB, wall, against node -e 0',
    measure: 'waarmerk sign, 100 KB, key in PEM wall',
    bound: 1.6,
    is: 'at most',
    unit: times,
  },
  {
    what: 'Fastest peer, 100 KB, whole process, CPU against ours',
    measure: 't100k fastest peer CPU',
    bound: 2.5,
    is: 'at least',
    unit: times,
  },
  {
    what: 'Fastest peer, 100 KB, warm, CPU against ours',
    measure: 'warm fastest peer',
    bound: 2.5,
    is: 'at least',
    unit: times,
  },
]

/** Every target with what was measured; a target that was not measured says so. */
export function targetTable(measures: Readonly<Record<string, number>>): Table {
  const rows = targets.map(({ what, measure, bound, is, unit, why }) => {
    const value = measures[measure]
    const wanted = `${is} ${bound} ${unit}`
    if (value === undefined) return [what, wanted, '', 'not measured']
    const met = is === 'at most' ? value <= bound : value >= bound
    return [what, wanted, `${number(value)} ${unit}`, met ? 'met' : `**not met**${why === undefined ? '' : `: ${why}`}`]
  })
  return { title: 'Targets', columns: ['what', 'target', 'measured', ''], rows }
}
