import { childrenOf, contentsOf, type DerElement, readDer } from '../der/der-reader.ts'
import { booleanOf, countOf, namedBitsOf, oidOf } from '../der/der-values.ts'
import { PkiError } from '../pki-error.ts'

/** RFC 5280 §4.2.1.3, by bit number. */
export const keyUsages = [
  'digitalSignature',
  'contentCommitment',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const

/** What a key may be used for (RFC 5280 §4.2.1.3); `contentCommitment` used to be called nonRepudiation. */
export type KeyUsage = (typeof keyUsages)[number]

/** One extension: the contents of extnValue, undecoded. */
export interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}

const mostExtensions = 64

/** Extensions ::= SEQUENCE (RFC 5280 §4.1.2.9); each at most once (§4.2). */
export function parseExtensions(list: DerElement | undefined): Map<string, Extension> {
  const elements = list === undefined ? [] : childrenOf(list, 0x30)
  if (elements.length > mostExtensions) throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'too many extensions')
  const extensions = new Map<string, Extension>()
  for (const extension of elements.map(parseExtension)) {
    if (extensions.has(extension.oid)) throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'the same extension twice')
    extensions.set(extension.oid, extension)
  }
  return extensions
}

function parseExtension(element: DerElement): Extension {
  const parts = childrenOf(element, 0x30)
  const [critical, value] = parts.length === 3 ? [booleanOf(parts[1]), parts[2]] : [false, parts[1]]
  if (parts.length > 3 || value?.tag !== 0x04) throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'malformed extension')
  return { oid: oidOf(parts[0]), critical, value: value.contents }
}

/** BasicConstraints (RFC 5280 §4.2.1.9). */
export interface BasicConstraints {
  readonly cA: boolean
  /** How many certificates of other CAs may follow; undefined = no limit. */
  readonly pathLen: number | undefined
}

/** Decodes BasicConstraints; without the extension a certificate is not a CA's. */
export function parseBasicConstraints(extension: Extension | undefined): BasicConstraints {
  const parts = extension === undefined ? [] : childrenOf(readDer(extension.value), 0x30)
  const cA = parts[0]?.tag === 0x01 && booleanOf(parts[0])
  const rest = parts.slice(parts[0]?.tag === 0x01 ? 1 : 0)
  if (rest.length > 1 || (rest.length === 1 && !cA)) {
    throw new PkiError('ERR_PKI_CERTIFICATE_INVALID', 'malformed basic constraints')
  }
  return { cA, pathLen: rest.length === 1 ? countOf(rest[0]) : undefined }
}

/** Decodes KeyUsage; undefined = the certificate sets no limits (RFC 5280 §4.2.1.3). */
export function parseKeyUsage(extension: Extension | undefined): readonly KeyUsage[] | undefined {
  if (extension === undefined) return undefined
  return namedBitsOf(readDer(extension.value)).flatMap((bit) => keyUsages[bit] ?? [])
}

/** Decodes ExtKeyUsageSyntax (RFC 5280 §4.2.1.12) to object identifiers; empty without the extension. */
export function parseExtendedKeyUsage(extension: Extension | undefined): readonly string[] {
  return extension === undefined ? [] : childrenOf(readDer(extension.value), 0x30).map(oidOf)
}

/** Decodes SubjectKeyIdentifier (RFC 5280 §4.2.1.2). */
export function parseSubjectKeyIdentifier(extension: Extension | undefined): Uint8Array | undefined {
  return extension && contentsOf(readDer(extension.value), 0x04)
}

/** Decodes keyIdentifier of AuthorityKeyIdentifier (RFC 5280 §4.2.1.1), which may be left out. */
export function parseAuthorityKeyIdentifier(extension: Extension | undefined): Uint8Array | undefined {
  return extension && childrenOf(readDer(extension.value), 0x30).find(({ tag }) => tag === 0x80)?.contents
}
