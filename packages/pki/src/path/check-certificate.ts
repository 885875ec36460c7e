import { verifySignature } from '../algorithm/verify-signature.ts'
import type { Certificate } from '../certificate/certificate.ts'
import type { KeyUsage } from '../certificate/extensions.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'

// What this validator acts on, or what needs no act: policies are not asked for (the initial policy set is
// any-policy, RFC 5280 §6.1.1 (c)), and alternative names matter only under name constraints, which are refused.
const processed: ReadonlySet<string> = new Set([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.subjectKeyIdentifier,
  oids.authorityKeyIdentifier,
  oids.subjectAltName,
  oids.certificatePolicies,
])

/** RFC 5280 §6.1.3 (a)(2), (§4.2): the time, and no critical extension that is not processed. */
export function checkCertificate(certificate: Certificate, at: Date): void {
  if (at < certificate.notBefore) throw new PkiError('ERR_PKI_NOT_YET_VALID', 'a certificate is not valid yet')
  if (at > certificate.notAfter) throw new PkiError('ERR_PKI_EXPIRED', 'a certificate has expired')
  const unknown = [...certificate.criticalExtensions].find((oid) => !processed.has(oid))
  // Name constraints bind even where a careless CA did not mark them critical (§4.2.1.10).
  const constrained = certificate.extensions.has(oids.nameConstraints) ? oids.nameConstraints : undefined
  const refused = unknown ?? constrained
  if (refused !== undefined) {
    throw new PkiError('ERR_PKI_CRITICAL_EXTENSION', `an extension that is not processed: ${refused}`)
  }
}

/**
 * RFC 5280 §6.1.4 (k)–(n): whether `issuer` may issue certificates.
 *
 * @param issuedCas how many certificates of other CAs, not self-issued, follow it in the path
 */
export function checkIssuer(issuer: Certificate, issuedCas: number): void {
  if (!issuer.isCa) throw new PkiError('ERR_PKI_NOT_A_CA', 'an issuer is not a certification authority')
  requireKeyUsage(issuer, ['keyCertSign'])
  if (issuedCas > (issuer.basicConstraints.pathLen ?? Number.POSITIVE_INFINITY)) {
    throw new PkiError('ERR_PKI_PATH_TOO_LONG', 'more certification authorities than an issuer allows')
  }
}

/** RFC 5280 §6.1.3 (a)(1): the signature, by an algorithm and a key that TS 119 312 allows. */
export function checkSignature(certificate: Certificate, issuer: Certificate): void {
  const { signatureAlgorithm: algorithm, tbsCertificate: data, signature } = certificate
  if (algorithm === undefined) throw new PkiError('ERR_PKI_ALGORITHM_REFUSED', 'a signature algorithm that is refused')
  if (!verifySignature({ algorithm, publicKey: issuer.publicKey, data, signature })) {
    throw new PkiError('ERR_PKI_SIGNATURE_INVALID', 'the signature of a certificate is wrong')
  }
}

/** RFC 5280 §4.2.1.3: at least one of these uses; a certificate without the extension has them all. */
export function requireKeyUsage(certificate: Certificate, anyOf: readonly KeyUsage[]): void {
  if (certificate.keyUsage && !anyOf.some((usage) => certificate.keyUsage?.includes(usage))) {
    throw new PkiError('ERR_PKI_KEY_USAGE', `the key may not be used for ${anyOf.join(' or ')}`)
  }
}

/** RFC 5280 §4.2.1.12: the purpose is stated, or any; a certificate that states no purpose is refused here. */
export function requireExtendedKeyUsage(certificate: Certificate, purpose: string): void {
  const { extendedKeyUsage } = certificate
  if (!extendedKeyUsage.includes(purpose) && !extendedKeyUsage.includes(oids.anyExtendedKeyUsage)) {
    throw new PkiError('ERR_PKI_EXTENDED_KEY_USAGE', 'the certificate is not meant for this purpose')
  }
}
