export {
  type CertificateAuthority,
  createCertificateAuthority,
} from './certificate-authority/certificate-authority.ts'
export type { RandomBytes } from './certificate-authority/issue-certificate.ts'
export {
  createIssuingCa,
  type IssuingCa,
  type OneTimeCertificateRequest,
} from './certificate-authority/issuing-ca.ts'
export { type OneTimeSubject, testOrganisation } from './certificate-authority/one-time-subject.ts'
export { issueOrganisationCertificate } from './certificate-authority/organisation-certificate.ts'
export { KeyProviderError, type KeyProviderErrorCode, keyProviderErrorKinds } from './key-provider-error.ts'
export { createKekStore, type KekStore, type NamedKek } from './one-time-key/kek-store.ts'
export { createOneTimeKey, type OneTimeKey, oneTimeKey, type PublicJwk } from './one-time-key/one-time-key.ts'
export { seal, sealPrivateKey, unseal, unsealPrivateKey } from './one-time-key/seal.ts'
export type { SigningThread } from './sign-with-key.ts'
export { readPemSigner } from './signer-file/read-pem-signer.ts'
export { readPkcs12 } from './signer-file/read-pkcs12.ts'
export type { SignerFileOptions } from './signer-file/signer-of.ts'
export { softwareSigner } from './software-signer.ts'
