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

/** Where the design of the engine allows no more than this, and what is promised is something else. */
const reasons = {
  verified:
    'the floor does not count that the signature is verified before it is embedded, nor that the file is read again afterwards',
  waiting: 'asking for time stamps and OCSP answers takes as long whatever the size; of 1 GB it is little',
  rules:
    'what earlier signatures forbid (ISO 32000-2 12.8.2) stands in each of them, and is read before a new one is made',
  keyWork: 'only the work of the key is done elsewhere, and the parts below say how little of a signature that is',
  start: 'Node.js starts in what a signature may cost here; the promise is of a warm process',
} as const

const atMost = (what: string, measure: string, bound: number, why?: string): Target => ({
  what,
  measure,
  bound,
  is: 'at most',
  unit: '×',
  ...(why !== undefined && { why }),
})
const atLeast = (what: string, measure: string, bound: number, why?: string): Target => ({
  ...atMost(what, measure, bound, why),
  is: 'at least',
})
const share = (key: string, name: string, bound: number): Target => ({
  ...atLeast(`100 KB in memory, share of the floor, ${name}`, `floor share ${key}`, bound, reasons.verified),
  unit: '%',
})
const peak = (what: string, measure: string): Target => ({
  ...atMost(`Peak memory, ${what}`, `${measure} peak MiB`, 80),
  unit: 'MiB',
})

const sha256sum = 'cp + sha256sum'
const faster = 'cp + openssl dgst'

/** The promises, in the order of the bench. */
export const targets: readonly Target[] = [
  ...[
    ['s300m', '300 MB'],
    ['g1', '1 GB'],
  ].flatMap(([document, size]) => [
    ...['wall', 'CPU'].flatMap((kind) => [
      atMost(`B-B, ${size}, ${kind}, against ${sha256sum}`, `${document} ${kind} ratio, sha256sum`, 1.1),
      atMost(`B-B, ${size}, ${kind}, against ${faster}, which is faster`, `${document} ${kind} ratio`, 1.1),
    ]),
    ...['wall', 'CPU'].flatMap((kind) => [
      atMost(`B-LTA, ${size}, ${kind}, against ${sha256sum}`, `${document} B-LTA ${kind} ratio, sha256sum`, 1.15),
      atMost(
        `B-LTA, ${size}, ${kind}, against ${faster}, which is faster`,
        `${document} B-LTA ${kind} ratio`,
        1.15,
        reasons.waiting,
      ),
    ]),
    atMost(`B-LTA, ${size}: the document is read once`, `${document} B-LTA bytes read`, 1.05),
  ]),
  ...['t100k', 't10m', 's300m', 'g1', 'many', 'many.os'].map((document) => peak(`B-B, ${document}`, document)),
  ...['t100k', 's300m', 'g1', 'many.os'].flatMap((document) =>
    ['B-T', 'B-LT', 'B-LTA'].map((level) => peak(`${level}, ${document}`, `${document} ${level}`)),
  ),
  share('rsa-2048', 'RSA-2048', 86),
  share('rsa-3072', 'RSA-3072', 95),
  share('rsa-4096', 'RSA-4096', 95),
  share('p-384', 'P-384', 95),
  share('p-256', 'P-256', 65),
  atMost('The 100th signature against the first, hashing subtracted', 'nth signature growth', 1.2, reasons.rules),
  atMost('Validation: cost of twice as many signatures over twice the cost', 'validation doubling', 1.2),
  atLeast('1,000 seals, RSA-2048, in flight, against one thread', 'batch rsa-2048 inFlight', 1.5, reasons.keyWork),
  atLeast('1,000 seals, RSA-2048, workers, against one thread', 'batch rsa-2048 workers', 1.5),
  atMost('Command line, 100 KB, wall, against node -e 0', 'waarmerk sign, 100 KB, key in PEM wall', 1.6),
  atLeast('Fastest peer, 100 KB, warm, CPU against ours', 'warm fastest peer', 2.5),
  atLeast('Fastest peer, 100 KB, whole process, CPU against ours', 't100k fastest peer CPU', 2.5, reasons.start),
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
