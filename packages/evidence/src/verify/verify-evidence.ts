import { displayName } from '@waarmerk/identity-assurance'
import type { RandomAccess } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import { type ParsedEvidence, parseEvidence } from '../record/sealed-evidence.ts'
import type { EvidenceReport, GivenKeyProvenance, VerifiedEvidence } from './evidence-report.ts'
import { BrokenStep, createStepRunner, type StepRunner } from './step-runner.ts'
import { verifyBytes } from './steps/bytes.ts'
import { verifyCertificate } from './steps/certificate.ts'
import { verifyCommitments } from './steps/commitment.ts'
import { verifyKey } from './steps/key.ts'
import { verifySeal } from './steps/seal.ts'
import { verifySignature } from './steps/signature.ts'
import { verifyTimestamp } from './steps/time-stamp.ts'
import { verifyTokens } from './steps/token.ts'

/** What a verifier brings. */
export type EvidenceToVerify = {
  /** The signed PDF, or one of several signed in the same act. */
  readonly pdf: RandomAccess
  /** The full sealed evidence, as parsed JSON (`parseStrictJson`). */
  readonly evidence: unknown
  /** The OpenID Provider's JWK Set from the verifier's own source, as parsed JSON. No other key is used. */
  readonly opJwks: unknown
  /** Trust anchors for the certificate, the time stamp and the seal. Without them those are only asserted. */
  readonly trustAnchors?: readonly Certificate[]
}

type Found = { verified?: VerifiedEvidence; used: GivenKeyProvenance }

/** The steps, in the order of the protocol; each uses only what those before it established. */
const runSteps = async (
  { run }: StepRunner,
  evidence: ParsedEvidence,
  { pdf, opJwks, trustAnchors }: EvidenceToVerify,
  found: Found,
): Promise<void> => {
  const { record } = evidence
  const commitments = await run('commitment', () => verifyCommitments(record))
  const tokens = await run('token', () => verifyTokens({ record, commitments, opJwks, trustAnchors }))
  found.used = tokens.provenance
  const certificates = await run('certificate', () => verifyCertificate({ record, commitments, tokens, trustAnchors }))
  const [certificate] = certificates
  await run('key', () => verifyKey(certificate, commitments))
  const signature = await run('signature', () => verifySignature({ pdf, record, commitments, certificate }))
  await run('bytes', () => verifyBytes(pdf, signature))
  const stamped = { record, commitments, tokens, certificates, signature, trustAnchors }
  const at = await run('time-stamp', () => verifyTimestamp(stamped))
  await run('seal', () => verifySeal(evidence, commitments, { trustAnchors, at }))
  found.verified = {
    document: signature.committed.id,
    signer: displayName(record.name),
    issuer: commitments.authorisation.commitment.issuer,
    issuerOperator: record.issuerOperator,
    acr: tokens.authorisation.acr,
    assurance: tokens.authorisation.assurance,
    authenticatedAt: new Date(tokens.authorisation.authTime * 1000),
    timestampedAt: at,
    claim: record.claim,
  }
}

/**
 * Checks, from nothing but its arguments, that a person logged in at the issuer for exactly this signature: commitment
 * → token → certificate → key → signature → bytes, then time stamp and seal. The signing service runs this on what it
 * is about to commit; anyone else runs it years later.
 *
 * @returns a report up to the first broken step; `VERIFIED` only when every step holds
 * @throws EvidenceError, when there is no evidence to look at: `ERR_EVIDENCE_INVALID` · `ERR_EVIDENCE_NOT_CANONICAL` ·
 *   `ERR_EVIDENCE_REDACTED` · `ERR_JSON_*`
 *
 * @example
 * const { verdict, steps } = await verifyEvidence({ pdf: bytesSource(bytes), evidence, opJwks, trustAnchors })
 */
export const verifyEvidence = async (input: EvidenceToVerify): Promise<EvidenceReport> => {
  const evidence = parseEvidence(input.evidence)
  const runner = createStepRunner()
  const found: Found = { used: 'given' }
  try {
    await runSteps(runner, evidence, input, found)
  } catch (error) {
    if (!(error instanceof BrokenStep)) throw error
  }
  const { test, keyProvenance: recorded } = evidence.record
  const { steps } = runner
  const keyProvenance = { used: found.used, recorded }
  if (!found.verified) return { verdict: 'NOT VERIFIED', test, steps, keyProvenance }
  return { verdict: 'VERIFIED', test, steps, keyProvenance, verified: found.verified }
}
