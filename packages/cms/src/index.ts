export type { DigestAlgorithm, SignatureAlgorithm } from '@waarmerk/pki'
export { CmsError, type CmsErrorCode, cmsErrorKinds } from './cms-error.ts'
export { withoutPadding } from './padding.ts'
export { readCertificatesOnly } from './signed-data/certificates-only.ts'
export {
  type CommitmentType,
  commitmentTypes,
  type OptionalAttributes,
  type SignaturePolicy,
} from './signed-data/optional-attributes.ts'
export {
  type SignedDataTemplate,
  signedAttributes,
  signedData,
  signedDataTemplate,
} from './signed-data/signed-data-template.ts'
export {
  readDigestAlgorithm,
  recheckSignedData,
  type SignedDataRequest,
  type VerifiedSignedData,
  verifySignedData,
} from './signed-data/verify-signed-data.ts'
export type { VerifiedBefore } from './signed-data/verify-signer-info.ts'
export { timestampRequest } from './timestamp/timestamp-request.ts'
export { openTimestampResponse } from './timestamp/timestamp-response.ts'
export {
  readImprintAlgorithm,
  recheckTimestampToken,
  type TimestampTokenRequest,
  type VerifiedTimestamp,
  verifyTimestampToken,
} from './timestamp/timestamp-token.ts'
