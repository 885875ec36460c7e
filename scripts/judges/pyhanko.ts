import type { JudgeJob } from './judge-job.ts'

/** What to ask of pyHanko. */
export interface PyhankoJob extends JudgeJob {
  /** `lta` adds the validation of long-term availability (EN 319 102-1, 5.6.3), `basic` (default) leaves it out. */
  readonly profile?: 'basic' | 'lta'
}

/** What pyHanko says of a time stamp. */
export interface PyhankoTimestamp {
  readonly at: string
  readonly intact: boolean
  readonly valid: boolean
  readonly trusted: boolean
  readonly by: string
}

/** What pyHanko says of one signature or document time stamp. */
export interface PyhankoSignature {
  readonly field: string
  readonly kind: 'signature' | 'timestamp'
  /** Its bottom line: intact, valid, trusted at the moment of validation, and nothing forbidden changed since. */
  readonly passed: boolean
  readonly intact?: boolean
  readonly valid?: boolean
  readonly trusted?: boolean
  readonly by?: string
  readonly docMdpOk?: boolean
  readonly seedValuesOk?: boolean
  readonly coverage?: 'UNCLEAR' | 'CONTIGUOUS_BLOCK_FROM_START' | 'ENTIRE_REVISION' | 'ENTIRE_FILE'
  readonly modifications?: 'NONE' | 'LTA_UPDATES' | 'FORM_FILLING' | 'ANNOTATIONS' | 'OTHER' | null
  readonly timestamp?: PyhankoTimestamp | null
  /** Only with profile `lta`, and only of signatures with a time stamp: there is nothing else to stand on. */
  readonly longTerm?: PyhankoLongTerm
  /** Why it could not be judged. */
  readonly error?: string
}

/** The outcome of validation with the time stamps and /DSS of the file as proof of the past. */
export interface PyhankoLongTerm {
  readonly passed: boolean
  readonly indication: 'PASSED' | 'INDETERMINATE' | 'FAILED'
  readonly subIndication: string
  readonly failure: string | null
  readonly bestSignatureTime: string
  readonly oldestDocumentTimestamp: string | null
}

/** What pyHanko says of a file: its signatures and document time stamps in the order of the file. */
export interface PyhankoVerdict {
  /** Whether pyHanko's strict parser took the file; if not, its lenient one did. */
  readonly strict: boolean
  readonly signatures: readonly PyhankoSignature[]
}
