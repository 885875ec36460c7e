import { createHash, randomBytes, sign } from 'node:crypto'
import { der, extension, oids, parseCertificate } from '@waarmerk/pki'
import { type Identity, issue } from './certificate-authority.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
const sha256Algorithm = () => der.sequence(der.objectIdentifier(oids.sha256))

/** A certificate for time stamps and nothing else (RFC 3161 §2.3). */
export const timeStampIdentity = (issuer: Identity): Identity =>
  issue({
    subject: [['commonName', 'Tijdstempeldienst']],
    issuer,
    extensions: [
      extension.endEntity(),
      extension.keyUsage('digitalSignature'),
      extension.extendedKeyUsage([oids.timeStamping], true),
    ],
  })

const attribute = (oid: string, value: Uint8Array) => der.sequence(der.objectIdentifier(oid), der.setOf(value))

/** TSTInfo (RFC 3161 §2.4.2). */
const tstInfo = (messageImprint: Uint8Array, genTime: Date) =>
  der.sequence(
    der.integer(1),
    der.objectIdentifier('2.999.1'),
    der.sequence(sha256Algorithm(), der.octetString(messageImprint)),
    der.integer(new Uint8Array(randomBytes(8))),
    der.generalizedTime(genTime),
  )

/** A time-stamp token over a SHA-256 digest: SignedData over a TSTInfo, written by hand. */
export const timeStampToken = (tsa: Identity, messageImprint: Uint8Array, genTime: Date): Uint8Array => {
  const content = tstInfo(messageImprint, genTime)
  const { issuerDer, serialNumberDer } = parseCertificate(tsa.certificate)
  const essCertificate = der.sequence(der.sequence(der.sequence(der.octetString(sha256(tsa.certificate)))))
  const attributes = der.setOf(
    attribute(oids.contentType, der.objectIdentifier(oids.tstInfo)),
    attribute(oids.messageDigest, der.octetString(sha256(content))),
    attribute(oids.signingCertificateV2, essCertificate),
  )
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(issuerDer, serialNumberDer),
    sha256Algorithm(),
    der.implicit(0, attributes),
    der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2')),
    der.octetString(new Uint8Array(sign('sha256', attributes, tsa.privateKey))),
  )
  const signedData = der.sequence(
    der.integer(3),
    der.setOf(sha256Algorithm()),
    der.sequence(der.objectIdentifier(oids.tstInfo), der.explicit(0, der.octetString(content))),
    der.explicit(0, tsa.certificate),
    der.setOf(signerInfo),
  )
  return der.sequence(der.objectIdentifier(oids.signedData), der.explicit(0, signedData))
}
