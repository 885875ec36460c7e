import type { SignatureAssurance } from '@waarmerk/pdf'
import type { Certificate, DigestAlgorithm } from '@waarmerk/pki'
import { meetsDemands } from './meets-demands.ts'

/** What is sure about a signature to come, for fields that demand it (ISO 32000-2 table 237). */
export const assuranceOf = (signature: {
  readonly digest: DigestAlgorithm
  readonly stamped: boolean
  /** The signer's first. */
  readonly certificates: readonly Certificate[]
}): SignatureAssurance => ({
  digestMethod: signature.digest,
  timeStamp: signature.stamped,
  certificate: (demands) => meetsDemands(signature.certificates, demands),
})
