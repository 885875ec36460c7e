import { type Certificate, type NameAttribute, oids, parseCertificate, readAuthenticationContext } from '@waarmerk/pki'
import { EvidenceError } from '../../evidence-error.ts'
import { fromBase64url } from '../../hash/base64url.ts'
import { sha256 } from '../../hash/sha256.ts'
import { manifestBytes } from '../../manifest/evidence-manifest.ts'
import type { EvidenceRecord } from '../../record/evidence-record.ts'
import { tolerances } from '../../tolerances.ts'
import { demand } from '../demand.ts'
import type { Outcome } from '../evidence-step.ts'
import { verifyChain } from './chain.ts'
import type { VerifiedCommitments } from './commitment.ts'
import type { VerifiedTokens } from './token.ts'

/** The one-time certificate first, then those above it. */
export type VerifiedCertificates = readonly [Certificate, ...Certificate[]]

/** What the step needs. */
export type CertificateInputs = {
  readonly record: EvidenceRecord
  readonly commitments: VerifiedCommitments
  readonly tokens: VerifiedTokens
  readonly trustAnchors: readonly Certificate[] | undefined
}

const parseChain = ({ certificateChain }: EvidenceRecord): VerifiedCertificates => {
  const [first, ...others] = certificateChain.map((der) => parseCertificate(fromBase64url(der) ?? new Uint8Array()))
  if (first) return [first, ...others]
  throw new EvidenceError('ERR_VERIFY_CERTIFICATE', 'there is no certificate')
}

/** RFC 7773: the certificate says for which commitment, on which evidence and how authenticated it was issued. */
const requireContext = (certificate: Certificate, { record, commitments, tokens }: CertificateInputs): void => {
  const context = readAuthenticationContext(certificate)
  const { nonce, commitment } = commitments.authorisation
  const code = 'ERR_VERIFY_CERTIFICATE_CONTEXT'
  demand(context?.commitment === nonce, code, 'the certificate was issued for another commitment')
  const manifest = sha256(manifestBytes(record.manifest))
  demand(context?.manifest === manifest, code, 'the certificate was issued on other evidence')
  const authentication = context?.issuer === commitment.issuer && context.acr === tokens.authorisation.acr
  demand(authentication, code, 'the certificate states another authentication')
}

const attribute = ({ subjectAttributes }: Certificate, wanted: NameAttribute): string | null => {
  const values = subjectAttributes.filter(({ name }) => name === wanted).map(({ value }) => value)
  demand(values.length <= 1, 'ERR_VERIFY_CERTIFICATE_NAME', 'the certificate names its subject twice')
  return values[0] ?? null
}

const requireSubject = (certificate: Certificate, { name }: EvidenceRecord): void => {
  const same = attribute(certificate, 'givenName') === name.given && attribute(certificate, 'surname') === name.family
  demand(same, 'ERR_VERIFY_CERTIFICATE_NAME', 'the certificate has another name than was committed to')
}

/** A certificate to sign documents with, for a person, and for nothing else (RFC 5280 §4.2.1.3, RFC 9336). */
const requirePurpose = ({ keyUsage, extendedKeyUsage, isCa }: Certificate): void => {
  const purpose = keyUsage?.join() === 'contentCommitment' && extendedKeyUsage.join() === oids.documentSigning && !isCa
  demand(purpose, 'ERR_VERIFY_CERTIFICATE', 'not a certificate for signing documents only')
}

const requireValidity = ({ notBefore, notAfter }: Certificate, { authorisation }: VerifiedCommitments): void => {
  const { iat, exp } = authorisation.commitment
  const valid =
    notBefore.getTime() === iat * 1000 && notAfter.getTime() >= (exp + tolerances.timestampAfterExpiry) * 1000
  demand(valid, 'ERR_VERIFY_CERTIFICATE_VALIDITY', "the certificate's validity is not that of the transaction")
}

/**
 * Step 3: the one-time certificate was issued for this commitment, on this evidence, to this name; by whom is proven
 * with trust anchors, and asserted without.
 *
 * @throws EvidenceError `ERR_VERIFY_CERTIFICATE` · `…_CONTEXT` · `…_NAME` · `…_VALIDITY`
 * @throws PkiError the certificate cannot be read, or its chain does not lead to a trust anchor
 */
export const verifyCertificate = (inputs: CertificateInputs): Outcome<VerifiedCertificates> => {
  const chain = parseChain(inputs.record)
  const [certificate] = chain
  requireContext(certificate, inputs)
  requireSubject(certificate, inputs.record)
  requirePurpose(certificate)
  requireValidity(certificate, inputs.commitments)
  const { status, detail } = verifyChain(chain, inputs.trustAnchors, certificate.notBefore)
  return { status, detail: `issued for this commitment and evidence; ${detail}`, value: chain }
}
