export type { Signer, TimestampAuthority } from './ports.ts'
