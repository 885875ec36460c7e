import { childrenOf, type DerElement, readDer } from '../der/der-reader.ts'
import { oidOf } from '../der/der-values.ts'
import { oids } from '../oids.ts'
import type { Certificate } from './certificate.ts'

const mostUrls = 8
const mostCharacters = 2048

/** Where a certificate says that its issuer and its state can be asked for. Not trusted: a stranger wrote it. */
export type RevocationPointers = Pick<
  Certificate,
  'ocspUrls' | 'caIssuerUrls' | 'crlUrls' | 'hasOcspNoCheck' | 'needsNoRevocation'
>

/** Reads what the extensions of a certificate say about revocation; see the fields of {@link Certificate}. */
export function parseRevocationPointers(
  extensions: ReadonlyMap<string, Uint8Array>,
  isCa: boolean,
): RevocationPointers {
  const access = accessDescriptions(extensions.get(oids.authorityInfoAccess))
  const locations = (method: string) => urlsOf(access.filter(([oid]) => oid === method).map(([, location]) => location))
  const ocspUrls = locations(oids.ocsp)
  const crlUrls = urlsOf(distributionPointNames(extensions.get(oids.crlDistributionPoints)))
  // RFC 9608 §3: not for CAs, and not beside the means to revoke. A certificate that contradicts itself is asked about.
  const noRevAvail = extensions.has(oids.noRevAvail) && ocspUrls.length === 0 && crlUrls.length === 0
  return {
    ocspUrls,
    caIssuerUrls: locations(oids.caIssuers),
    crlUrls,
    hasOcspNoCheck: extensions.has(oids.ocspNoCheck),
    needsNoRevocation: !isCa && (noRevAvail || extensions.has(oids.validityAssuredShortTerm)),
  }
}

// AuthorityInfoAccessSyntax (RFC 5280 §4.2.2.1).
function accessDescriptions(value: Uint8Array | undefined): [string, DerElement | undefined][] {
  const descriptions = value === undefined ? [] : childrenOf(readDer(value), 0x30)
  return descriptions.map((description) => {
    const [method, location] = childrenOf(description, 0x30)
    return [oidOf(method), location]
  })
}

/**
 * The names of the points that list a certificate whatever the reason, by the issuer itself (RFC 5280 §4.2.1.13): full
 * names of points without reasons and cRLIssuer.
 *
 * @param value contents of the extension
 */
export function distributionPointNames(value: Uint8Array | undefined): DerElement[] {
  const points = value === undefined ? [] : childrenOf(readDer(value), 0x30)
  return points.flatMap((point) => {
    const [name, ...more] = childrenOf(point, 0x30)
    return name?.tag === 0xa0 && more.length === 0 ? fullNames(name) : []
  })
}

/** The GeneralNames of a DistributionPointName; none when it is relative to the issuer's. */
export function fullNames(distributionPoint: DerElement): DerElement[] {
  const [name] = childrenOf(distributionPoint, 0xa0)
  return name?.tag === 0xa0 ? childrenOf(name, 0xa0) : []
}

// uniformResourceIdentifier [6] IA5String; what is not HTTP (LDAP, for example) is passed over.
function urlsOf(names: readonly (DerElement | undefined)[]): string[] {
  const urls = names.flatMap((name) =>
    name?.tag === 0x86 && name.contents.length <= mostCharacters ? [Buffer.from(name.contents).toString('latin1')] : [],
  )
  return urls.filter((url) => /^https?:\/\/[\x21-\x7e]+$/i.test(url) && URL.canParse(url)).slice(0, mostUrls)
}
