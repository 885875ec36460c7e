export { digestRange } from './digest-range.ts'
export { lintBeforeSigning } from './lint/lint-before-signing.ts'
export { PadesError, type PadesErrorCode, padesErrorKinds } from './pades-error.ts'
export type { IssuerSource, RevocationProof, RevocationSource, Signer, TimestampAuthority } from './ports.ts'
export {
  type CompletedSignature,
  completeSignature,
  type SignatureToComplete,
  type TimestampedSignature,
} from './sign/complete-signature.ts'
export { contentsSize } from './sign/contents-size.ts'
export { prepareSignature, type SignatureToPrepare } from './sign/prepare-signature.ts'
export type { PreparedSignature } from './sign/prepared-signature.ts'
export type { SignatureToValidate } from './validate/inspect-signature.ts'
export type { Check, CheckName, Indication, SignatureReport } from './validate/signature-report.ts'
export { validateSignature } from './validate/validate-signature.ts'
