/** The steps of the offline verification, in the order of the signing protocol. */
export const evidenceStepNames = [
  'commitment',
  'token',
  'certificate',
  'key',
  'signature',
  'bytes',
  'time-stamp',
  'seal',
] as const

/** One of {@link evidenceStepNames}. */
export type EvidenceStepName = (typeof evidenceStepNames)[number]

/**
 * How one step went.
 *
 * - `ok`: proven from the inputs and from what the verifier brought.
 * - `asserted`: consistent, but the last word is the operator's: no trust anchor was given for it.
 * - `failed`: it does not hold; nothing after it was looked at.
 */
export type EvidenceStep = {
  readonly step: EvidenceStepName
  readonly status: 'ok' | 'asserted' | 'failed'
  /** What was found, for people. */
  readonly detail: string
  /** Of a failed step. */
  readonly code?: string
}

/** What a step that holds gives to the next. */
export type Outcome<Value> = {
  readonly status: 'ok' | 'asserted'
  readonly detail: string
  readonly value: Value
}
