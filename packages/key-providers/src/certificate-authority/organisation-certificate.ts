import { type KeyObject, randomBytes } from 'node:crypto'
import { distinguishedName, extension, parseCertificate } from '@waarmerk/pki'
import { requireMatchingCertificate } from '../software-signer.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import { issueCertificate, randomSerialNumber } from './issue-certificate.ts'

/**
 * Issues an organisation's certificate for sealing (EN 319 412-3), for development and tests: an operator's comes from a
 * trust service provider.
 *
 * @returns DER
 * @throws KeyProviderError `ERR_KEY_VALIDITY_INVALID`, `ERR_KEY_CERTIFICATE_MISMATCH`
 */
export async function issueOrganisationCertificate(
  issuer: CertificateAuthority,
  options: {
    readonly publicKey: KeyObject
    readonly organisation: string
    readonly commonName: string
    readonly notBefore: Date
    readonly notAfter: Date
  },
): Promise<Uint8Array> {
  const { publicKey, organisation, commonName, notBefore, notAfter } = options
  requireMatchingCertificate(issuer.privateKey, issuer.certificate)
  return issueCertificate({
    issuer: { name: parseCertificate(issuer.certificate).subjectDer, privateKey: issuer.privateKey },
    subject: distinguishedName([
      ['countryName', 'NL'],
      ['organizationName', organisation],
      ['commonName', commonName],
    ]),
    publicKey,
    serialNumber: randomSerialNumber(randomBytes),
    notBefore,
    notAfter,
    extensions: [extension.endEntity(), extension.keyUsage('digitalSignature', 'contentCommitment')],
  })
}
