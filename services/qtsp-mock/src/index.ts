export type { CaName } from './authority/certificate-authorities.ts'
export type { KeyAlgorithm, SignerAlgorithm } from './authority/key-pair.ts'
export {
  type CreateQtspKeysOptions,
  createQtspKeys,
  type KeptIdentity,
  type KeptKey,
  type QtspKeys,
} from './authority/qtsp-keys.ts'
export type { IssuedTsa, RenewTsaOptions } from './authority/tsa-unit.ts'
export type { FaultOrder } from './endpoints/fault-switch.ts'
export { type FaultName, faults } from './faults/faults.ts'
export { createQtspMock, type QtspMock, type QtspMockOptions } from './qtsp-mock.ts'
export type { Revocation, RevocationReason } from './revocation/revocations.ts'
export type { IssuedSigner, IssueSignerOptions, RevocationSource } from './signers/issue-signer.ts'
export { type RunningQtspMock, type StartQtspMockOptions, startQtspMock } from './start.ts'
export { QtspMockError, type QtspMockErrorCode, qtspMockErrorKinds } from './startup-error.ts'
export type { RevokeOptions, Steering } from './steering.ts'
