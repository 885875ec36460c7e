import type { webcrypto } from 'node:crypto'
import { X509Certificate } from 'node:crypto'
import type { Extension } from '@peculiar/x509'
import type { CertificateAuthority } from '../authority/certificate-authorities.ts'
import type { Digest } from '../authority/key-pair.ts'
import { day } from '../certificates/certificate-fields.ts'
import type { Revocation, Revocations } from './revocations.ts'

/** Everything that a list will say, settled before it is made. A lie changes the plan, not the maker. */
export interface CrlPlan {
  /** DER of the certificate whose subject and key the list names. */
  readonly issuer: Uint8Array
  readonly signer: { readonly privateKey: webcrypto.CryptoKey; readonly digest: Digest }
  /** Whole seconds, as all dates here. */
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly revoked: readonly Revocation[]
  /** Since when expired certificates stay on the list (ITU-T X.509 §9.5.2.10). */
  readonly expiredCertsOnCrl: Date
  /** Further extensions. */
  readonly extensions: readonly Extension[]
  /** Damages the signature after it was made. */
  readonly spoilSignature: boolean
}

/** The whole list of an authority, as it is now. */
export function crlPlan(ca: CertificateAuthority, revocations: Revocations, now: Date): CrlPlan {
  return {
    issuer: ca.certificate,
    signer: ca,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 7 * day),
    revoked: revocations.all(ca.name),
    expiredCertsOnCrl: new Date(new X509Certificate(ca.certificate).validFrom),
    extensions: [],
    spoilSignature: false,
  }
}
