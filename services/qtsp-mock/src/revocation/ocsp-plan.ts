import { createHash, X509Certificate } from 'node:crypto'
import type { CertID } from 'pkijs'
import { Certificate } from 'pkijs'
import type { CertificateAuthority } from '../authority/certificate-authorities.ts'
import type { Identity } from '../authority/identity.ts'
import { day } from '../certificates/certificate-fields.ts'
import type { OcspQuestion } from './read-ocsp-request.ts'
import type { Revocation, Revocations } from './revocations.ts'

/** What is known about a certificate (RFC 6960 §2.2). */
export type CertStatus = 'good' | 'unknown' | Pick<Revocation, 'at' | 'reason'>

/** The answer about one certificate. */
export interface SingleAnswer {
  readonly certId: CertID
  readonly status: CertStatus
}

/** Everything that a basic response will say, settled before it is made. A lie changes the plan, not the maker. */
export interface OcspPlan {
  readonly signer: Identity
  readonly answers: readonly SingleAnswer[]
  /** Whole seconds, as all dates here. */
  readonly producedAt: Date
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  /** Since when expired certificates are still answered for (RFC 6960 §4.4.4). */
  readonly archiveCutoff: Date
  /** DER certificates to include. */
  readonly certificates: readonly Uint8Array[]
  /** The extension value, DER of an OCTET STRING. */
  readonly nonce: Uint8Array | undefined
  /** Damages the signature after it was made. */
  readonly spoilSignature: boolean
}

/** Digests that a CertID may be made with. */
const certIdDigests: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])

/** The truth about the certificates that were asked for. */
export function ocspPlan(
  ca: CertificateAuthority,
  { certIds, nonce }: OcspQuestion,
  revocations: Revocations,
  now: Date,
): OcspPlan {
  const status = (certId: CertID): CertStatus => {
    if (!namesIssuer(certId, ca.certificate)) return 'unknown'
    const serialNumber = Buffer.from(certId.serialNumber.valueBlock.valueHexView).toString('hex')
    // RFC 6960 §2.2: "good" says that it is not revoked, not that it was ever issued.
    return revocations.find(ca.name, serialNumber) ?? 'good'
  }
  return {
    signer: ca.responder,
    answers: certIds.map((certId) => ({ certId, status: status(certId) })),
    producedAt: now,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + day),
    archiveCutoff: new Date(new X509Certificate(ca.certificate).validFrom),
    certificates: [ca.responder.certificate],
    nonce,
    spoilSignature: false,
  }
}

/** Whether a CertID names this issuer (RFC 6960 §4.1.1). */
function namesIssuer({ hashAlgorithm, issuerNameHash, issuerKeyHash }: CertID, issuer: Uint8Array): boolean {
  const digest = certIdDigests.get(hashAlgorithm.algorithmId)
  if (digest === undefined) return false
  const { subject, subjectPublicKeyInfo } = Certificate.fromBER(issuer)
  const hash = (bytes: ArrayBuffer | Uint8Array) => createHash(digest).update(new Uint8Array(bytes)).digest()
  return (
    hash(subject.toSchema().toBER()).equals(issuerNameHash.valueBlock.valueHexView) &&
    hash(subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView).equals(issuerKeyHash.valueBlock.valueHexView)
  )
}
