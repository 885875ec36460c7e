import type { Certificate } from '../certificate/certificate.ts'
import type { Extension } from '../certificate/extensions.ts'
import { distributionPointNames, fullNames } from '../certificate/revocation-pointers.ts'
import { childrenOf, type DerElement, readDer } from '../der/der-reader.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'

/**
 * Whether a list speaks about this certificate, for every reason (RFC 5280 §6.3.3 (b)): a complete list by the issuer
 * itself; restricted at most to CAs or to others, or to a distribution point that the certificate names.
 *
 * @throws PkiError `ERR_PKI_CRL_SCOPE`
 */
export function requireScope(extensions: ReadonlyMap<string, Extension>, certificate: Certificate): void {
  if (extensions.has(oids.deltaCrlIndicator)) throw outOfScope('only changes to another list')
  const unknown = [...extensions.values()].find(
    ({ oid, critical }) => critical && oid !== oids.issuingDistributionPoint,
  )
  if (unknown !== undefined) throw outOfScope('a critical extension that is not known')
  const point = extensions.get(oids.issuingDistributionPoint)
  for (const part of point === undefined ? [] : childrenOf(readDer(point.value), 0x30)) requirePart(part, certificate)
}

// IssuingDistributionPoint (RFC 5280 §5.2.5): what else is in it restricts to reasons, attribute certificates or others'.
function requirePart(part: DerElement, certificate: Certificate): void {
  if (part.tag === 0xa0) requireDistributionPoint(part, certificate)
  else if (part.tag === 0x81) requireKind('users', !certificate.isCa)
  else if (part.tag === 0x82) requireKind('certification authorities', certificate.isCa)
  else throw outOfScope('some reasons, attribute certificates, or those of other issuers')
}

function requireKind(kind: string, isOne: boolean): void {
  if (!isOne) throw outOfScope(`only certificates of ${kind}`)
}

function requireDistributionPoint(part: DerElement, certificate: Certificate): void {
  const named = distributionPointNames(certificate.extensions.get(oids.crlDistributionPoints))
  const stated = fullNames(part)
  if (!stated.some((name) => named.some((other) => Buffer.compare(name.der, other.der) === 0))) {
    throw outOfScope('another distribution point than the certificate names')
  }
}

const outOfScope = (detail: string) => new PkiError('ERR_PKI_CRL_SCOPE', `the list does not cover this: ${detail}`)
