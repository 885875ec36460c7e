import { createHash } from 'node:crypto'
import * as asn1js from 'asn1js'
import { Certificate } from 'pkijs'

/**
 * The value of the SigningCertificateV2 attribute (RFC 5035 §4, required by RFC 5816), written by hand:
 *
 * ```asn1
 * SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2 }
 * ESSCertIDv2 ::= SEQUENCE { hashAlgorithm DEFAULT sha256, certHash OCTET STRING, issuerSerial IssuerSerial }
 * ```
 */
export function signingCertificateV2(certificate: Uint8Array): asn1js.Sequence {
  const certHash = createHash('sha256').update(certificate).digest()
  // DER leaves a DEFAULT out, so hashAlgorithm is not written.
  const essCertIdV2 = sequence(new asn1js.OctetString({ valueHex: certHash }), issuerSerial(certificate))
  return sequence(sequence(essCertIdV2))
}

function issuerSerial(der: Uint8Array): asn1js.Sequence {
  const { issuer, serialNumber } = Certificate.fromBER(der)
  // GeneralName: directoryName [4], explicit because Name is a CHOICE (RFC 5280 §4.2.1.6).
  const directoryName = new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [issuer.toSchema()] })
  return sequence(sequence(directoryName), serialNumber)
}

function sequence(...value: asn1js.AsnType[]): asn1js.Sequence {
  return new asn1js.Sequence({ value })
}
