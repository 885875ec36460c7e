import type { LegalClaim } from '../record/legal-claim.ts'
import type { EvidenceStep } from './evidence-step.ts'

/**
 * From whom we have it that the keys that verified the tokens are the issuer's.
 *
 * - `certified`: a certificate chain in the given key set leads to a trust anchor of the verifier.
 * - `given`: the verifier brought them; as good as the verifier's source.
 */
export type GivenKeyProvenance = 'certified' | 'given'

/** What the steps established; only there when all of them hold. */
export type VerifiedEvidence = {
  /** Which document of the evidence the PDF is. */
  readonly document: string
  readonly signer: string
  readonly issuer: string
  /** `own`: the operator runs the issuer, so no third party vouches for the login. */
  readonly issuerOperator: 'third-party' | 'own'
  readonly acr: string
  readonly assurance: 'low' | 'substantial' | 'high'
  /** When the person logged in for this signature, and when the time stamp was made. */
  readonly authenticatedAt: Date
  readonly timestampedAt: Date
  /** What the signature may be called, and why not more. */
  readonly claim: LegalClaim
}

/** The outcome of an offline verification: a report, never an exception. */
export type EvidenceReport = {
  readonly verdict: 'VERIFIED' | 'NOT VERIFIED'
  /** Made in a test environment: not legally valid, whatever the verdict. */
  readonly test: boolean
  /** Up to and including the first that failed. */
  readonly steps: readonly EvidenceStep[]
  readonly keyProvenance: {
    /** Of the keys that were used here. */
    readonly used: GivenKeyProvenance
    /** What the operator's record says about its own snapshot: nothing rests on it. */
    readonly recorded: 'certified' | 'witnessed' | 'asserted'
  }
  readonly verified?: VerifiedEvidence
}
