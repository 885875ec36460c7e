/** One file to be judged, and what a validator knows beside it. */
export interface JudgeJob {
  /** Path of the PDF file. */
  readonly file: string
  /** Paths of PEM files with trust anchors, for signers and time stamps alike. Without any, nothing is trusted. */
  readonly trust?: readonly string[]
  /** Paths of CRLs in DER that are known beside the file. */
  readonly crls?: readonly string[]
  /** Paths of OCSP responses in DER that are known beside the file. */
  readonly ocsps?: readonly string[]
  /** The moment of validation, ISO 8601 in UTC; now when absent. pdfsig has no clock to move. */
  readonly at?: string
  /** Password of an encrypted file. */
  readonly password?: string
}

/** A judge that could not judge: it refused the file, ended, or took too long. */
export interface JudgeFailure {
  readonly error: string
}

/** Whether a verdict says that there is none. */
export function isFailure(verdict: object): verdict is JudgeFailure {
  return 'error' in verdict
}
