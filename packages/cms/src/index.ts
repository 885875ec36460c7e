export type { DigestAlgorithm, SignatureAlgorithm } from '@waarmerk/pki'
