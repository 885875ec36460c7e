import type { VerifiedSignedData, VerifiedTimestamp } from '@waarmerk/cms'
import type { SignatureDictionary } from '@waarmerk/pdf'

/** EN 319 102-1 §5.1.3. */
export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED'

/** What is looked at, in this order. */
export type CheckName = 'dictionary' | 'byte-range' | 'revision' | 'signature' | 'time-stamp' | 'chain' | 'revocation'

/** One check. `skipped`: not applicable (no time stamp), or nothing to check against (no anchors, an earlier failure). */
export interface Check {
  readonly name: CheckName
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it failed: a code of this package, of `packages/cms`, `pki` or `pdf`. */
  readonly code?: string
}

/** What was found out about one signature. */
export interface SignatureReport {
  readonly field: string
  /**
   * No check failed. Without trust anchors that says nothing about who signed; and it is about the bytes
   * that are signed, so see {@link coversWholeFile} too.
   */
  readonly valid: boolean
  /**
   * TOTAL-PASSED: every check passed, the chain (and the time stamp's, if there is one) leads to an anchor,
   * and the whole file is signed. INDETERMINATE: nothing is wrong, but something is not proven.
   */
  readonly indication: Indication
  readonly checks: readonly Check[]
  /** The signed ranges reach to the last byte of the file: nothing was appended. */
  readonly coversWholeFile: boolean
  /** Bytes after the signed revision; 0 when the ranges are invalid. */
  readonly bytesAfter: number
  readonly level: 'B-B' | 'B-T' | null
  /** What the dictionary says. Claims only. */
  readonly dictionary: SignatureDictionary | null
  /** The CMS signature, when its check passed. */
  readonly signedData: VerifiedSignedData | null
  /** The time stamp, when its check passed; `trusted` says whether its chain was proven. */
  readonly timestamp: VerifiedTimestamp | null
}

/** What was found out about one document time stamp. */
export interface TimeStampReport {
  readonly field: string
  /** No check failed. Without trust anchors that says nothing about the authority. */
  readonly valid: boolean
  readonly checks: readonly Check[]
  /** The stamped ranges reach to the last byte of the file. */
  readonly coversWholeFile: boolean
  /** Bytes after the stamped revision; 0 when the ranges are invalid. */
  readonly bytesAfter: number
  /** What the dictionary says. Claims only. */
  readonly dictionary: SignatureDictionary
  /** The time stamp, when its check passed; `trusted` says whether its chain was proven. */
  readonly timestamp: VerifiedTimestamp | null
}
