import type { TimedPeer } from '../peers/timed-peers.ts'
import type { DocumentName } from './documents/plans.ts'
import type { Command } from './measure/measure-process.ts'
import type { TrustServices } from './services.ts'

/** What every part of the bench works with. */
export interface Bench {
  /** Fewer documents and rounds: to see that all works, not for results. */
  readonly quick: boolean
  /** Where documents, outputs and logs go. */
  readonly folder: string
  readonly services: TrustServices
  readonly peers: readonly TimedPeer[]
  /** Makes the document when it is not there. @returns its path */
  document(name: DocumentName): string
  /** `waarmerk` with these arguments. */
  waarmerk(args: readonly string[]): Command
  /** One of our programs in `programs/`, with these arguments. */
  program(name: string, args: readonly string[]): readonly [string, ...string[]]
  say(line: string): void
}

/** The arguments of `waarmerk sign` for a file, a key and a level. */
export function signArguments(
  bench: Bench,
  options: { readonly input: string; readonly output: string; readonly level: string; readonly key?: 'pem' | 'p12' },
): string[] {
  const { input, output, level, key = 'pem' } = options
  const folder = bench.services.keysOf('rsa-2048')
  const pem = ['--key', `${folder}/key.pem`, '--cert', `${folder}/chain.pem`]
  const p12 = ['--p12', `${folder}/signer.p12`, '--passphrase-env', 'WAARMERK_BENCH_PASSPHRASE']
  const trust = level === 'B-B' ? [] : ['--tsa', `${bench.services.url}/tsa`, '--trust', `${folder}/root.pem`]
  return ['sign', input, '-o', output, '--force', '--profile', level, ...(key === 'pem' ? pem : p12), ...trust]
}
