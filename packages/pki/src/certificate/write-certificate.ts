import { signatureAlgorithmIdentifier } from '../algorithm/algorithm-identifier.ts'
import type { SignatureAlgorithm } from '../algorithm/signature-algorithms.ts'
import {
  bitString,
  boolean,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  time,
} from '../der/der-writer.ts'
import type { Extension } from './extensions.ts'

/** What a certificate is to state. */
export interface CertificateFields {
  /** Unsigned, big-endian, not zero, at most 20 octets once encoded: less than 2^159 (RFC 5280 §4.1.2.2). */
  readonly serialNumber: Uint8Array
  /** DER of the Name. */
  readonly issuer: Uint8Array
  /** DER of the Name. */
  readonly subject: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  readonly extensions: readonly Extension[]
  /** What the issuer will sign with. */
  readonly algorithm: SignatureAlgorithm
}

/** DER of a TBSCertificate, version 3 (RFC 5280 §4.1.2): what the issuer signs. Times are cut to whole seconds. Never throws. */
export function tbsCertificate(fields: CertificateFields): Uint8Array {
  const { extensions } = fields
  const serialNumber = integer(fields.serialNumber)
  if (serialNumber.length > 22 || fields.serialNumber.every((octet) => octet === 0)) {
    throw new RangeError('a serial number lies between 1 and 2^159')
  }
  return sequence(
    explicit(0, integer(2)),
    serialNumber,
    signatureAlgorithmIdentifier(fields.algorithm),
    fields.issuer,
    sequence(time(fields.notBefore), time(fields.notAfter)),
    fields.subject,
    fields.publicKey,
    ...(extensions.length === 0 ? [] : [explicit(3, sequence(...extensions.map(writeExtension)))]),
  )
}

function writeExtension({ oid, critical, value }: Extension): Uint8Array {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value))
}

/** DER of a Certificate (RFC 5280 §4.1.1) from its signed part and the issuer's signature over that; neither is looked at. Never throws. */
export function signedCertificate(parts: {
  readonly tbsCertificate: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly signature: Uint8Array
}): Uint8Array {
  return sequence(parts.tbsCertificate, signatureAlgorithmIdentifier(parts.algorithm), bitString(parts.signature))
}
