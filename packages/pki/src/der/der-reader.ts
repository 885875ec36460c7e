import { PkiError } from '../pki-error.ts'

/** One element of a DER encoding: views into the bytes that were read, nothing is copied. */
export interface DerElement {
  /** The identifier octet: class, constructed bit and tag number, for example 0x30 for SEQUENCE. */
  readonly tag: number
  /** The whole element, tag and length included. */
  readonly der: Uint8Array
  /** What follows the length. */
  readonly contents: Uint8Array
}

/**
 * Reads exactly one element with nothing after it; strict: definite minimal lengths, low tag numbers.
 *
 * It does not decide whether a stranger's bytes are well formed. Those go through a library's parser
 * first (certificates: OpenSSL in node:crypto; CMS and time stamps: asn1js); what the two understand
 * differently is refused here.
 *
 * @throws PkiError `ERR_PKI_DER_INVALID`
 */
export function readDer(bytes: Uint8Array): DerElement {
  const whole = elementAt(bytes, 0)
  if (whole.der.length !== bytes.length) throw invalid('bytes after the element')
  return whole
}

/** The element at `offset`, in octets; bytes may follow it. As strict as {@link readDer}. @throws PkiError ERR_PKI_DER_INVALID */
export function elementAt(bytes: Uint8Array, offset: number): DerElement {
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (tag === undefined || first === undefined) throw invalid('cut short')
  if ((tag & 0x1f) === 0x1f) throw invalid('high tag number')
  const [size, start] = first < 0x80 ? [first, offset + 2] : longLength(bytes, offset + 2, first & 0x7f)
  const end = start + size
  if (end > bytes.length) throw invalid('cut short')
  return { tag, der: bytes.subarray(offset, end), contents: bytes.subarray(start, end) }
}

function longLength(bytes: Uint8Array, offset: number, octets: number): [size: number, start: number] {
  if (octets === 0 || octets > 4) throw invalid('indefinite or absurd length')
  let size = 0
  for (let i = 0; i < octets; i++) size = size * 256 + (bytes[offset + i] ?? Number.NaN)
  if (Number.isNaN(size)) throw invalid('cut short')
  if (size < 0x80 || size < 256 ** (octets - 1)) throw invalid('length is not minimal')
  return [size, offset + octets]
}

/**
 * The elements within a constructed element.
 *
 * @param expected the identifier octet that `parent` must have
 * @throws PkiError `ERR_PKI_DER_INVALID`
 */
export function childrenOf(parent: DerElement | undefined, expected: number): DerElement[] {
  const contents = contentsOf(parent, expected)
  if ((expected & 0x20) === 0) throw invalid('not constructed')
  const children: DerElement[] = []
  for (let offset = 0; offset < contents.length; ) {
    const child = elementAt(contents, offset)
    children.push(child)
    offset += child.der.length
  }
  return children
}

/** The contents of an element with the identifier octet that was expected: a view. @throws PkiError ERR_PKI_DER_INVALID */
export function contentsOf(element: DerElement | undefined, expected: number): Uint8Array {
  if (element === undefined) throw invalid('an element is missing')
  if (element.tag !== expected) throw invalid('unexpected tag')
  return element.contents
}

/** What every reader throws; the detail names the rule, never the bytes. */
export const invalid = (detail: string): PkiError => new PkiError('ERR_PKI_DER_INVALID', `not valid DER: ${detail}`)
