import type { Asn1, BinaryString } from 'node-forge'
import { KeyProviderError } from '../../key-provider-error.ts'

/** node-forge, loaded when there is a PKCS#12 file to read. */
export type Forge = typeof import('node-forge')['default']

const universal = 0
const contextSpecific = 0x80
const mostDepth = 32

/** Takes BER apart, which PKCS#12 files may be (RFC 7292 §4). The caller bounds its size. */
export const readBer = (forge: Forge, bytes: BinaryString): Asn1 =>
  forge.asn1.fromDer(bytes, { strict: false, parseAllBytes: true, decodeBitStrings: false, maxDepth: mostDepth })

/** The elements of a SEQUENCE or SET. @throws KeyProviderError `ERR_KEY_PKCS12_MALFORMED` */
export function elementsOf(node: Asn1 | undefined): readonly Asn1[] {
  if (node === undefined || typeof node.value === 'string') throw malformed('an element is missing')
  return node.value
}

/** The element in `[number] EXPLICIT`. @throws KeyProviderError `ERR_KEY_PKCS12_MALFORMED` */
export function taggedElement(node: Asn1 | undefined, number = 0): Asn1 {
  const [inner] = isTagged(node, number) ? elementsOf(node) : []
  if (inner === undefined) throw malformed('a tagged element is missing')
  return inner
}

const isTagged = (node: Asn1 | undefined, number: number): node is Asn1 =>
  node?.tagClass === contextSpecific && node.type === number

/** An OCTET STRING, or one with an implicit tag, in one piece or in segments. */
export function octetsOf(node: Asn1 | undefined): BinaryString {
  if (node === undefined) throw malformed('octets are missing')
  if (typeof node.value === 'string') return node.value
  return node.value.map((segment) => (typeof segment.value === 'string' ? segment.value : '')).join('')
}

/** An OBJECT IDENTIFIER in dotted form. */
export const oidOf = (forge: Forge, node: Asn1 | undefined): string => forge.asn1.derToOid(primitiveOf(node, 6))

/** An INTEGER of at most six octets that is not negative. */
export function countOf(node: Asn1 | undefined): number {
  const octets = primitiveOf(node, 2)
  if (octets.length > 6) return Number.POSITIVE_INFINITY
  return Buffer.from(octets, 'latin1').readUIntBE(0, octets.length)
}

/** Whether this is an INTEGER. */
export const isInteger = (node: Asn1 | undefined): boolean => node?.tagClass === universal && node.type === 2

function primitiveOf(node: Asn1 | undefined, type: number): BinaryString {
  const { tagClass, value } = node ?? {}
  if (tagClass !== universal || node?.type !== type || typeof value !== 'string' || value === '') {
    throw malformed('another type than expected')
  }
  return value
}

/** What every reader of PKCS#12 throws. */
export const malformed = (detail: string, options?: ErrorOptions): KeyProviderError =>
  new KeyProviderError('ERR_KEY_PKCS12_MALFORMED', `not a PKCS#12 file: ${detail}`, options)
