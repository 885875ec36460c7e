import type { Certificate } from '../certificate/certificate.ts'

/**
 * Whether `issuer` is the one that `certificate` names: equal names (RFC 5280 §7.1; compared byte for byte, as CAs
 * must encode both the same) and, where both state one, equal key identifiers (§4.2.1.1). Not yet a signature. Never throws.
 */
export function isNamedIssuer(issuer: Certificate, certificate: Certificate): boolean {
  if (Buffer.compare(issuer.subjectDer, certificate.issuerDer) !== 0) return false
  const { authorityKeyIdentifier: wanted } = certificate
  const { subjectKeyIdentifier: stated } = issuer
  return wanted === undefined || stated === undefined || Buffer.compare(wanted, stated) === 0
}

/** Whether a certificate names itself as its issuer (RFC 5280 §3.2). */
export const isSelfIssued = (certificate: Certificate): boolean =>
  Buffer.compare(certificate.subjectDer, certificate.issuerDer) === 0

/** Whether both are the very same certificate. */
export const isSame = (a: Certificate, b: Certificate): boolean => Buffer.compare(a.der, b.der) === 0
