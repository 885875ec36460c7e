import { type Certificate, parseCertificate } from '@waarmerk/pki'
import { errors, flattenedVerify } from 'jose'
import { EvidenceError } from '../../evidence-error.ts'
import { canonicalBytes } from '../../json/canonical-json.ts'
import { legalClaim } from '../../record/legal-claim.ts'
import type { ParsedEvidence } from '../../record/sealed-evidence.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import { verifyChain } from './chain.ts'
import type { VerifiedCommitments } from './commitment.ts'

const verifyJws = async ({ sealed, header }: ParsedEvidence, certificate: Certificate): Promise<void> => {
  try {
    await flattenedVerify(sealed, certificate.publicKey, { algorithms: [header.alg] })
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError || cause instanceof TypeError)) throw cause
    throw new EvidenceError('ERR_VERIFY_SEAL', 'the seal over the record is broken', { cause })
  }
}

/** The record calls the signature no more, and no less, than its own facts allow. */
const requireClaim = ({ record }: ParsedEvidence, { authorisation }: VerifiedCommitments): void => {
  const { profile } = record.manifest.requestParameters
  const { name, kind } = authorisation.commitment
  const { assurance, circumstances, test, claim } = record
  const allowed = legalClaim({ ...circumstances, assurance, nameSource: name.source, profile, test })
  const same = Buffer.from(canonicalBytes(allowed)).equals(canonicalBytes(claim)) && kind === claim.kind
  demand(same, 'ERR_VERIFY_CLAIM', 'the record calls the signature something else than its facts allow')
  const operator = record.issuerOperator === profile.issuerOperator
  demand(operator, 'ERR_VERIFY_CLAIM', 'the record names another operator of the issuer than its profile')
}

/**
 * Step 8: the record is as the signing service sealed it, so that what only the operator knows (events, constraint,
 * where the CA's key is kept) was at least said by the operator.
 *
 * @param at the moment at which the sealing certificate must have been valid
 * @throws EvidenceError `ERR_VERIFY_SEAL` · `ERR_VERIFY_CLAIM`
 * @throws PkiError the sealing certificate cannot be read, or its chain does not lead to a trust anchor
 */
export const verifySeal = async (
  evidence: ParsedEvidence,
  commitments: VerifiedCommitments,
  trust: { readonly trustAnchors: readonly Certificate[] | undefined; readonly at: Date },
): Promise<Outcome<null>> => {
  const [certificate, ...others] = evidence.header.x5c.map((text) => parseCertificate(Buffer.from(text, 'base64')))
  if (!certificate) throw new EvidenceError('ERR_VERIFY_SEAL', 'the seal has no certificate')
  await verifyJws(evidence, certificate)
  requireClaim(evidence, commitments)
  const { status, detail } = verifyChain([certificate, ...others], trust.trustAnchors, trust.at)
  return { status, detail: `the record is as it was sealed; ${detail}`, value: null }
}
