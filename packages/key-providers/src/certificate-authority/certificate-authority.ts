import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { distinguishedName, extension, type NameAttribute, parseCertificate } from '@waarmerk/pki'
import { requireMatchingCertificate } from '../software-signer.ts'
import { issueCertificate, randomSerialNumber } from './issue-certificate.ts'

/** A certification authority's certificate, DER, and its key. */
export interface CertificateAuthority {
  readonly certificate: Uint8Array
  readonly privateKey: KeyObject
}

/**
 * Makes a certification authority with a new P-384 key: a root of its own, or one under `issuer`. For development and
 * tests: an operator's authority has its key in an HSM and a ceremony of its own.
 *
 * @param options.pathLen how many authorities may follow below; none by default
 * @throws KeyProviderError `ERR_KEY_VALIDITY_INVALID`, `ERR_KEY_CERTIFICATE_MISMATCH`
 * @example
 * const root = await createCertificateAuthority({ organisation: testOrganisation, commonName: 'Root', notBefore, notAfter })
 */
export async function createCertificateAuthority(options: {
  readonly organisation: string
  readonly commonName: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** ISO 3166-1, two letters. */
  readonly country?: string
  readonly pathLen?: number
  readonly issuer?: CertificateAuthority
}): Promise<CertificateAuthority> {
  const { organisation, commonName, notBefore, notAfter, country, pathLen = 0, issuer } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const attributes: readonly (readonly [NameAttribute, string])[] = [
    ...(country === undefined ? [] : [['countryName', country] as const]),
    ['organizationName', organisation],
    ['commonName', commonName],
  ]
  const subject = distinguishedName(attributes)
  if (issuer !== undefined) requireMatchingCertificate(issuer.privateKey, issuer.certificate)
  const certificate = await issueCertificate({
    issuer:
      issuer === undefined
        ? { name: subject, privateKey }
        : { name: parseCertificate(issuer.certificate).subjectDer, privateKey: issuer.privateKey },
    subject,
    publicKey,
    serialNumber: randomSerialNumber(randomBytes),
    notBefore,
    notAfter,
    extensions: [extension.certificationAuthority(pathLen), extension.keyUsage('keyCertSign', 'cRLSign')],
  })
  return { certificate, privateKey }
}
