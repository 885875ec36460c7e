export { digestRange } from './file/digest-range.ts'
export { type DocumentReport, type InspectedSignature, inspectDocument } from './inspect/inspect-document.ts'
export { type AugmentedDocument, augmentDocument, type DocumentToAugment } from './level/augment-document.ts'
export { type BaselineLevel, baselineLevels } from './level/baseline-level.ts'
export type { LevelSources } from './level/raise-level.ts'
export { timestampDocument } from './level/timestamp-document.ts'
export { lintBeforeSigning } from './lint/lint-before-signing.ts'
export { PadesError, type PadesErrorCode, padesErrorKinds } from './pades-error.ts'
export { contentsSize } from './placeholder/contents-size.ts'
export type { IssuerSource, RevocationProof, RevocationSource, Signer, TimestampAuthority } from './ports.ts'
export {
  type CompletedSignature,
  completeSignature,
  type SignatureToComplete,
  type TimestampedSignature,
} from './sign/complete-signature.ts'
export { prepareSignature, type SignatureToPrepare } from './sign/prepare-signature.ts'
export type { PreparedSignature } from './sign/prepared-signature.ts'
export {
  createDocumentSigner,
  type DocumentSigner,
  type DocumentSignerDeps,
  type DocumentToSign,
  type SignedDocument,
} from './sign/sign-document.ts'
export { type FutureSigner, signedElsewhere, toBeSigned } from './sign/to-be-signed.ts'
export type { DocumentToValidate } from './validate/document-signatures.ts'
export type { SignatureToValidate } from './validate/inspect-signature.ts'
export type { Check, CheckName, Indication, SignatureReport, TimeStampReport } from './validate/signature-report.ts'
export { validateSignature } from './validate/validate-signature.ts'
