import type { JudgeName } from '../judges/installed.ts'
import type { Outcome } from './outcome.ts'

/** Every file of a corpus at every signer. */
export interface CorpusRun {
  readonly date: string
  readonly commit: string
  /** Cores, memory and family of the processor. */
  readonly machine: string
  readonly seconds: number
  /** Version by name; ours is the first. */
  readonly signers: Readonly<Record<string, string>>
  readonly judges: Readonly<Record<string, string>>
  readonly files: readonly FileOutcomes[]
}

/** One file at every signer. */
export interface FileOutcomes {
  readonly name: string
  readonly encrypted: boolean
  /** Judges that could not judge it before it was signed, so that what it lost by their measure is not known. */
  readonly notJudgedBefore: readonly JudgeName[]
  readonly outcomes: Readonly<Record<string, Outcome>>
}

/** The name of our engine among the signers. */
export const ourName = 'Waarmerk'
