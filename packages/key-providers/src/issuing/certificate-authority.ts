import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { distinguishedName, extension, parseCertificate } from '@waarmerk/pki'
import { certificateSerial } from './certificate-serial.ts'
import { publicKeyDer, signCertificate } from './sign-certificate.ts'

/** A certification authority of one level, with its key in memory. */
export interface CertificateAuthority {
  /** DER, self-signed. */
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}

/**
 * Makes a self-signed P-256 authority for development and tests: it can issue end-entity certificates
 * only (pathLenConstraint 0).
 */
export const createCertificateAuthority = async (options: {
  readonly organisation: string
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
}): Promise<CertificateAuthority> => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = distinguishedName([
    ['countryName', 'NL'],
    ['organizationName', options.organisation],
    ['commonName', options.commonName],
  ])
  const spki = publicKeyDer(publicKey)
  const certificate = signCertificate(
    {
      serialNumber: certificateSerial(),
      issuer: name,
      subject: name,
      notBefore: options.notBefore,
      notAfter: options.notAfter,
      publicKey: spki,
      extensions: [
        extension.certificationAuthority(0),
        extension.keyUsage('keyCertSign', 'cRLSign'),
        extension.subjectKeyIdentifier(extension.keyIdentifier(spki)),
      ],
    },
    privateKey,
  )
  return { certificate, privateKey }
}

/**
 * Issues an organisation's certificate, for sealing evidence in development.
 *
 * @returns DER
 */
export const issueOrganisationCertificate = (
  issuer: CertificateAuthority,
  options: {
    readonly publicKey: KeyObject
    readonly organisation: string
    readonly commonName: string
    readonly notBefore: Date
    readonly notAfter: Date
  },
): Uint8Array => {
  const spki = publicKeyDer(options.publicKey)
  const authority = parseCertificate(issuer.certificate)
  return signCertificate(
    {
      serialNumber: certificateSerial(),
      issuer: authority.subjectDer,
      subject: distinguishedName([
        ['countryName', 'NL'],
        ['organizationName', options.organisation],
        ['commonName', options.commonName],
      ]),
      notBefore: options.notBefore,
      notAfter: options.notAfter,
      publicKey: spki,
      extensions: [
        extension.endEntity(),
        extension.keyUsage('digitalSignature', 'contentCommitment'),
        extension.subjectKeyIdentifier(extension.keyIdentifier(spki)),
        extension.authorityKeyIdentifier(extension.keyIdentifier(authority.publicKeyDer)),
      ],
    },
    issuer.privateKey,
  )
}
