import type { JudgeJob } from './judge-job.ts'

/** What to ask of veraPDF. */
export interface VeraPdfJob extends JudgeJob {
  /** Standards such as `1b`, `2a`, `3u`, `4`, `ua1`; without any, those that the file claims. */
  readonly flavours?: readonly string[]
}

/** Whether a file follows one standard. */
export interface VeraPdfStandard {
  readonly standard: string
  readonly compliant: boolean
  /** Clause, test and words of each rule that failed. */
  readonly failed: readonly string[]
}

/** What veraPDF says of a file, by standard. */
export interface VeraPdfVerdict {
  readonly standards: readonly VeraPdfStandard[]
}
