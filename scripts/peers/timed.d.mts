/** One file to be signed, again and again. */
export interface TimedJob {
  readonly input: string
  readonly output: string
  /** Folder with `signer.p12` (passphrase `waarmerk`), `root.pem` and others. */
  readonly keys: string
  readonly level: string
  /** Address of the trust services, for levels that need any. */
  readonly services: string
}

/** Signs once, or as often as lines on standard input say. */
export function timed(sign: (job: TimedJob) => Promise<void>): Promise<void>
