export type { DigestAlgorithm, SignatureAlgorithm } from '@waarmerk/pki'
export { CmsError, type CmsErrorCode, cmsErrorKinds } from './cms-error.ts'
export {
  type SignedDataTemplate,
  signedAttributes,
  signedData,
  signedDataTemplate,
} from './signed-data/signed-data-template.ts'
export { readDigestAlgorithm, type VerifiedSignedData, verifySignedData } from './signed-data/verify-signed-data.ts'
export { timestampRequest } from './timestamp/timestamp-request.ts'
export { openTimestampResponse } from './timestamp/timestamp-response.ts'
export { type VerifiedTimestamp, verifyTimestampToken } from './timestamp/timestamp-token.ts'
