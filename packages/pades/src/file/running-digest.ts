import { createHash, type Hash } from 'node:crypto'
import type { DigestAlgorithm } from '@waarmerk/cms'

/** The digest of bytes that keep coming, by one or more algorithms at once. */
export interface RunningDigest {
  update(bytes: Uint8Array): void
  /** The state so far, which then goes its own way: what makes one pass serve several signatures. */
  copy(): RunningDigest
  /**
   * The digest of all bytes so far; more may follow.
   *
   * @throws TypeError for an algorithm that was not asked for at the start
   */
  digest(algorithm: DigestAlgorithm): Uint8Array
}

/** @param algorithms each at most once counts */
export const runningDigest = (algorithms: Iterable<DigestAlgorithm>): RunningDigest =>
  over(new Map(Array.from(algorithms, (algorithm) => [algorithm, createHash(algorithm)] as const)))

const over = (hashes: ReadonlyMap<DigestAlgorithm, Hash>): RunningDigest => ({
  update(bytes) {
    for (const hash of hashes.values()) hash.update(bytes)
  },
  copy: () => over(new Map(Array.from(hashes, ([algorithm, hash]) => [algorithm, hash.copy()] as const))),
  digest(algorithm) {
    const hash = hashes.get(algorithm)
    if (hash === undefined) throw new TypeError(`no ${algorithm} was computed`)
    return hash.copy().digest()
  },
})
