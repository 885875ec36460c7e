/** What EU DSS says of a signature or time stamp (EN 319 102-1). */
export interface DssToken {
  readonly indication: 'TOTAL_PASSED' | 'PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED' | 'FAILED'
  readonly subIndication: string | null
  /** Name of who made it. */
  readonly by: string | null
  /** Best signature time of a signature, production time of a time stamp. */
  readonly at: string | null
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

/** What EU DSS says of one signature. */
export interface DssSignature extends DssToken {
  readonly field: string | null
  /** Format and level: `PAdES-BASELINE-LTA` says that the baseline requirements of that level are met. */
  readonly format: string
  readonly timestamps: readonly (DssToken & { readonly type: string })[]
}

/** What EU DSS says of a file: its signatures in the order of the file, and time stamps that belong to none. */
export interface DssVerdict {
  readonly signatures: readonly DssSignature[]
  readonly timestamps: readonly DssToken[]
}
