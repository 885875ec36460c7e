import { createHash } from 'node:crypto'
import { type Certificate, childrenOf, contentsOf, type DerElement, digestAlgorithmOf, oids } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { type Attributes, onlyValue } from './attributes.ts'

/**
 * Checks that the ESS attribute names this certificate as the signer's (RFC 5035 §3, §5): the hash of the first
 * certificate identifier, and issuer and serial number where they are stated. So nobody can exchange the certificate
 * for another with the same key.
 *
 * @param versions which attributes count: version 1 hashes with SHA-1 and only time stamps may still use it
 * @throws CmsError `ERR_CMS_SIGNED_ATTRIBUTES` without the attribute, `ERR_CMS_SIGNING_CERTIFICATE_MISMATCH`
 */
export function requireSigningCertificate(
  attributes: Attributes,
  certificate: Certificate,
  versions: readonly (1 | 2)[],
): void {
  const second = !versions.includes(1) || attributes.has(oids.signingCertificateV2)
  const value = onlyValue(attributes, second ? oids.signingCertificateV2 : oids.signingCertificate)
  const [identifiers] = childrenOf(value, 0x30)
  const [identifier] = childrenOf(identifiers, 0x30)
  const parts = childrenOf(identifier, 0x30)
  const digest = second ? hashAlgorithmV2(parts) : 'sha1'
  const [hash, issuerSerial] = parts
  const actual = digest === 'sha256' ? certificate.sha256 : createHash(digest).update(certificate.der).digest()
  if (Buffer.compare(contentsOf(hash, 0x04), actual) !== 0 || !namesTheSame(issuerSerial, certificate)) {
    throw new CmsError('ERR_CMS_SIGNING_CERTIFICATE_MISMATCH', 'the signature names another certificate')
  }
}

// ESSCertIDv2: hashAlgorithm is SHA-256 by default, and then absent in DER.
function hashAlgorithmV2(parts: DerElement[]): string {
  const stated = parts[0]?.tag === 0x30 ? digestAlgorithmOf(parts.shift()) : 'sha256'
  if (stated === undefined) throw new CmsError('ERR_CMS_ALGORITHM_REFUSED', 'a certificate hash that is refused')
  return stated
}

function namesTheSame(issuerSerial: DerElement | undefined, certificate: Certificate): boolean {
  if (issuerSerial === undefined) return true
  const [names, serial] = childrenOf(issuerSerial, 0x30)
  const [name] = childrenOf(childrenOf(names, 0x30)[0], 0xa4)
  return (
    Buffer.compare(name?.der ?? new Uint8Array(), certificate.issuerDer) === 0 &&
    Buffer.compare(serial?.der ?? new Uint8Array(), certificate.serialNumberDer) === 0
  )
}
