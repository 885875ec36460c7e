import type { DigestAlgorithm } from '@waarmerk/cms'
import type { RandomAccess } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'
import { readThrough, type Stretch } from './read-through.ts'
import { type RunningDigest, runningDigest } from './running-digest.ts'

/** /ByteRange: start, length, start, length (ISO 32000-2 §12.8.1). */
export type ByteRange = readonly [number, number, number, number]

/** A signature whose digest is wanted. */
export interface SignedRange {
  readonly byteRange: ByteRange
  readonly algorithm: DigestAlgorithm
}

/** What one reading of a file gave. */
export interface OnePass {
  /** Over all bytes; goes on with what is appended. */
  readonly whole: RunningDigest
  /** In the order asked for; null for ranges that do not begin at 0, overlap or reach outside the file. */
  readonly digests: readonly (Uint8Array | null)[]
}

/** How often a file may be hashed again for ranges that lie about: more is an attack on our time. */
const mostTimes = 4
const spareBytes = 64 * 1024 * 1024

/**
 * Reads a file once and gives the digests of every signature in it and of the whole. Each signature covers a prefix of
 * the file but for its own hole, so the state of the one pass is copied at each hole (`hash.copy()`).
 *
 * @param options.onChunk gets every byte of the file once, in order; overwritten afterwards
 * @throws PadesError ERR_PADES_RANGES_TOO_LONG; PdfError ERR_PDF_OUT_OF_RANGE
 */
export const onePass = async (
  source: RandomAccess,
  options: {
    readonly signatures?: readonly SignedRange[]
    readonly algorithms?: readonly DigestAlgorithm[]
    readonly onChunk?: ((chunk: Uint8Array, position: number) => void) | undefined
  },
): Promise<OnePass> => {
  const { signatures = [], algorithms = [], onChunk } = options
  const runs = signatures.map((signature) => (isPossible(signature.byteRange, source.size) ? runOf(signature) : null))
  const live = runs.filter((run) => run !== null)
  requireBoundedWork(live, source.size)
  const whole = runningDigest(new Set([...algorithms, ...live.map(({ algorithm }) => algorithm)]))
  let reached = 0
  for (const stretch of stretchesBetween(live, source.size)) {
    for (const run of live) if (run.hole === stretch.start) run.own ??= whole.copy()
    await readThrough(source, [stretch], (chunk, position) => {
      whole.update(chunk)
      for (const run of live) if (position >= run.rest && position < run.end) run.own?.update(chunk)
      onChunk?.(chunk, position)
    })
    reached = stretch.start + stretch.length
  }
  for (const run of live) if (run.hole === reached) run.own ??= whole.copy()
  return { whole, digests: runs.map((run) => run?.own?.digest(run.algorithm) ?? null) }
}

interface Run {
  readonly algorithm: DigestAlgorithm
  readonly hole: number
  readonly rest: number
  readonly end: number
  own: RunningDigest | null
}

const runOf = ({ byteRange: [, hole, rest, length], algorithm }: SignedRange): Run => ({
  algorithm,
  hole,
  rest,
  end: rest + length,
  own: null,
})

const isPossible = ([start, hole, rest, length]: ByteRange, size: number): boolean =>
  start === 0 && hole <= rest && rest + length <= size

const requireBoundedWork = (runs: readonly Run[], size: number): void => {
  const again = runs.reduce((sum, { rest, end }) => sum + end - rest, 0)
  if (again > mostTimes * size + spareBytes) {
    throw new PadesError('ERR_PADES_RANGES_TOO_LONG', 'the signed ranges make the file be hashed too often')
  }
}

/** The file cut at every place where something begins or ends. */
const stretchesBetween = (runs: readonly Run[], size: number): Stretch[] => {
  const cuts = new Set([0, size, ...runs.flatMap(({ hole, rest, end }) => [hole, rest, end])])
  const sorted = [...cuts].sort((a, b) => a - b)
  return sorted
    .slice(1)
    .map((end, index) => ({ start: sorted[index] as number, length: end - (sorted[index] as number) }))
}
