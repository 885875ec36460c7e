import { createHash } from 'node:crypto'
import { verifyTimestampToken } from '@waarmerk/cms'
import type { Certificate } from '@waarmerk/pki'
import { EvidenceError } from '../../evidence-error.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import { tolerances } from '../../tolerances.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import type { VerifiedCertificates } from './certificate.ts'
import type { VerifiedCommitments } from './commitment.ts'
import type { VerifiedSignature } from './signature.ts'
import type { VerifiedTokens } from './token.ts'

/** What the step needs. */
export type TimestampInputs = {
  readonly record: EvidenceRecord
  readonly commitments: VerifiedCommitments
  readonly tokens: VerifiedTokens
  readonly certificates: VerifiedCertificates
  readonly signature: VerifiedSignature
  readonly trustAnchors: readonly Certificate[] | undefined
}

const { clockSkew, timestampAfterExpiry } = tolerances

/** `commitment.iat − 30 s ≤ token.iat ≤ genTime + 30 s` and `genTime ≤ exp + 120 s` (signing protocol). */
const requireWindow = (genTime: number, { record, commitments, tokens }: TimestampInputs): void => {
  const { exp } = commitments.authorisation.commitment
  const issued =
    tokens.authorisation.iat <= genTime + clockSkew && record.verifiedAt.authorisation <= genTime + clockSkew
  demand(issued, 'ERR_VERIFY_TIMES', 'the time stamp is older than the login it should follow')
  demand(genTime <= exp + timestampAfterExpiry, 'ERR_VERIFY_TIMES', 'the time stamp came after the transaction ended')
}

const requireValidThen = (genTime: Date, certificates: VerifiedCertificates): void => {
  const valid = certificates.every(({ notBefore, notAfter }) => notBefore <= genTime && genTime <= notAfter)
  // The one-time certificate starts with the commitment, so the clocks' difference does not matter here.
  demand(valid, 'ERR_VERIFY_TIMES', 'a certificate was not valid at the time of the time stamp')
}

/**
 * Step 7: the signature existed at a time that fits the login, says a time-stamp authority: proven with trust anchors,
 * asserted without.
 *
 * @throws EvidenceError `ERR_VERIFY_TIMESTAMP` · `ERR_VERIFY_TIMES`
 * @throws CmsError, PkiError the token is wrong, or its chain does not lead to a trust anchor
 */
export const verifyTimestamp = async (inputs: TimestampInputs): Promise<Outcome<Date>> => {
  const { signature, trustAnchors } = inputs
  const [token, ...others] = signature.cms.timestampTokens
  if (!token || others.length > 0) {
    throw new EvidenceError('ERR_VERIFY_TIMESTAMP', 'the signature must carry exactly one time stamp')
  }
  const messageImprint = new Uint8Array(createHash('sha256').update(signature.cms.signature).digest())
  const stamp = await verifyTimestampToken({ token, messageImprint, ...(trustAnchors && { trustAnchors }) })
  const genTime = stamp.genTime.getTime() / 1000
  const recorded = Math.floor(genTime) === signature.recorded.genTime
  demand(recorded, 'ERR_VERIFY_TIMESTAMP', 'the record states another time than the time stamp')
  requireWindow(genTime, inputs)
  requireValidThen(stamp.genTime, inputs.certificates)
  const detail = `the signature existed at ${stamp.genTime.toISOString()}; ${stamp.certificate.subject}`
  return { status: stamp.trusted ? 'ok' : 'asserted', detail, value: stamp.genTime }
}
