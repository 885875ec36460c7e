export { KeyError, type KeyErrorCode, keyErrorKinds } from './errors.ts'
export {
  type CertificateAuthority,
  createCertificateAuthority,
  issueOrganisationCertificate,
} from './issuing/certificate-authority.ts'
export { createIssuingCa, type IssuingCa, type OneTimeCertificateRequest } from './issuing/issuing-ca.ts'
export type { PersonalName } from './issuing/person-subject.ts'
export { createKekStore, type Kek, type KekStore } from './sealing/kek-store.ts'
export { seal, unseal } from './sealing/seal.ts'
export { algorithmOf } from './software/algorithm-of.ts'
export { createOneTimeKey, type OneTimeKey, thumbprintOf } from './software/one-time-key.ts'
export { softwareSigner } from './software/software-signer.ts'
