export {
  type Commitment,
  createIdentificationCommitment,
  createSigningCommitment,
} from './commitment/create-commitment.ts'
export type { IdentificationCommitment } from './commitment/identification-commitment.ts'
export { parseCommitment } from './commitment/parse-commitment.ts'
export type { CommittedDocument, SigningCommitment } from './commitment/signing-commitment.ts'
export { EvidenceError, type EvidenceErrorCode, evidenceErrorKinds } from './evidence-error.ts'
export { saltedSha256, sha256, sha256Text } from './hash/sha256.ts'
export { type IdTokenAlgorithm, idTokenAlgorithms, isIdTokenAlgorithm } from './id-token/algorithms.ts'
export type { ExpectedIdToken, ExpectedRepresentation, SaltedDigest } from './id-token/expected.ts'
export { type ParsedJwk, type ParsedJwks, parseJwks, parseJwksBytes } from './id-token/jwks.ts'
export { type VerifiedIdToken, verifyIdToken } from './id-token/verify-id-token.ts'
export { canonicalBytes } from './json/canonical-json.ts'
export { parseStrictJson } from './json/strict-json.ts'
export {
  type EvidenceManifest,
  type EvidenceManifestParts,
  evidenceManifest,
} from './manifest/evidence-manifest.ts'
export { type EvidenceRecord, type EvidenceRecordParts, evidenceRecord } from './record/evidence-record.ts'
export { type AdvancedCondition, type LegalClaim, legalClaim, type SigningCircumstances } from './record/legal-claim.ts'
export { type RedactedEvidence, redactEvidence } from './record/redacted-evidence.ts'
export { type EvidenceSeal, sealEvidence } from './record/seal-evidence.ts'
export { type ParsedEvidence, parseAnyEvidence, parseEvidence, type SealedEvidence } from './record/sealed-evidence.ts'
export { limits, tolerances } from './tolerances.ts'
export type { EvidenceReport, GivenKeyProvenance, VerifiedEvidence } from './verify/evidence-report.ts'
export { type EvidenceStep, type EvidenceStepName, evidenceStepNames } from './verify/evidence-step.ts'
export { type EvidenceToVerify, verifyEvidence } from './verify/verify-evidence.ts'
