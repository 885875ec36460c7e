import type { Integer } from 'asn1js'
import type { MessageImprint } from 'pkijs'
import type { Identity } from '../authority/identity.ts'

/** Everything that a token will say, settled before it is made. A lie changes the plan, not the maker. */
export interface TokenPlan {
  readonly signer: Identity
  readonly messageImprint: MessageImprint
  readonly nonce: Integer | undefined
  /** Whole seconds. */
  readonly genTime: Date
  readonly serialNumber: Uint8Array
  /** DER certificates to include; empty unless `certReq` was set (RFC 3161 §2.4.1). */
  readonly certificates: readonly Uint8Array[]
  /** DER of the certificate that ESSCertIDv2 names. */
  readonly essCertificate: Uint8Array
  /** Damages the signature after it was made. */
  readonly spoilSignature: boolean
}
