import { PkiError } from '../pki-error.ts'
import { contentsOf, type DerElement, invalid } from './der-reader.ts'

/** OBJECT IDENTIFIER (X.690 §8.19) in dotted form. @throws PkiError ERR_PKI_DER_INVALID */
export function oidOf(element: DerElement | undefined): string {
  const octets = contentsOf(element, 0x06)
  if (octets.length === 0 || octets.length > 64 || (octets.at(-1) ?? 0x80) >= 0x80) throw invalid('object identifier')
  let dotted = ''
  let arc = 0
  let start = 0
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] ?? 0
    if (i === start && octet === 0x80) throw invalid('object identifier is not minimal')
    arc = arc * 128 + (octet & 0x7f)
    if (octet >= 0x80) continue
    // Nearly all arcs are small; what a number cannot hold (UUIDs under 2.25) is read once more.
    const exact = arc <= Number.MAX_SAFE_INTEGER ? arc : largeArc(octets.subarray(start, i + 1))
    dotted = dotted === '' ? firstArcs(exact) : `${dotted}.${exact}`
    start = i + 1
    arc = 0
  }
  return dotted
}

// X.690 §8.19.4: the first two arcs are one number.
function firstArcs(head: number | bigint): string {
  const first = head < 40 ? 0 : head < 80 ? 1 : 2
  return `${first}.${typeof head === 'bigint' ? head - 80n : head - first * 40}`
}

const largeArc = (octets: Uint8Array): bigint => octets.reduce((arc, octet) => (arc << 7n) | BigInt(octet & 0x7f), 0n)

/** INTEGER (X.690 §8.3) of at most 64 octets. @throws PkiError ERR_PKI_DER_INVALID */
export function integerOf(element: DerElement | undefined): bigint {
  const octets = contentsOf(element, 0x02)
  const [first, second = 0] = octets
  if (first === undefined || octets.length > 64) throw invalid('integer')
  if (octets.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw invalid('integer is not minimal')
  }
  return BigInt.asIntN(octets.length * 8, BigInt(`0x${Buffer.from(octets).toString('hex')}`))
}

/** INTEGER between 0 and 2^31 − 1. @throws PkiError ERR_PKI_DER_INVALID */
export function countOf(element: DerElement | undefined): number {
  const value = integerOf(element)
  if (value < 0n || value > 0x7fffffffn) throw invalid('number out of range')
  return Number(value)
}

/** ENUMERATED (X.690 §8.4) between 0 and 127. @throws PkiError ERR_PKI_DER_INVALID */
export function enumeratedOf(element: DerElement | undefined): number {
  const octets = contentsOf(element, 0x0a)
  const [value] = octets
  if (value === undefined || octets.length !== 1 || value > 0x7f) throw invalid('enumerated')
  return value
}

/** BOOLEAN, in DER 0 or 255 (X.690 §11.1). @throws PkiError ERR_PKI_DER_INVALID */
export function booleanOf(element: DerElement | undefined): boolean {
  const octets = contentsOf(element, 0x01)
  if (octets.length !== 1 || (octets[0] !== 0 && octets[0] !== 0xff)) throw invalid('boolean')
  return octets[0] === 0xff
}

/** The octets of a BIT STRING of whole octets (X.690 §8.6): a view. @throws PkiError ERR_PKI_DER_INVALID */
export function bitsOf(element: DerElement | undefined): Uint8Array {
  const octets = contentsOf(element, 0x03)
  if (octets[0] !== 0) throw invalid('bit string')
  return octets.subarray(1)
}

/** The numbers of the set bits of a named bit list of at most 32 bits (X.690 §11.2.2). @throws PkiError ERR_PKI_DER_INVALID */
export function namedBitsOf(element: DerElement | undefined): number[] {
  const [unused, ...octets] = contentsOf(element, 0x03)
  if (unused === undefined || unused > 7 || octets.length > 4 || (octets.length === 0 && unused > 0))
    throw invalid('bits')
  const bits = octets.flatMap((octet, i) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => octet & (0x80 >> bit)).map((bit) => i * 8 + bit),
  )
  if (bits.some((bit) => bit >= octets.length * 8 - unused)) throw invalid('bits')
  return bits
}

/**
 * UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5); a fraction of a second is read to the millisecond (RFC 3161
 * §2.4.2).
 *
 * @throws PkiError ERR_PKI_DER_INVALID
 */
export function timeOf(element: DerElement | undefined): Date {
  const short = element?.tag === 0x17
  const text = Buffer.from(contentsOf(element, short ? 0x17 : 0x18)).toString('latin1')
  const match = (short ? /^(\d\d)(\d{10})()Z$/ : /^(\d{4})(\d{10})(\.\d{1,17})?Z$/).exec(text)
  if (match === null || match[3]?.endsWith('0')) throw invalid('time')
  const [, digits = '', rest = '', fraction = ''] = match
  // RFC 5280 §4.1.2.5.1: years 50–99 are 1950–1999.
  const year = short ? `${Number(digits) >= 50 ? '19' : '20'}${digits}` : digits
  const iso = `${year}-${rest.replace(/^(..)(..)(..)(..)(..)$/, '$1-$2T$3:$4:$5')}`
  const date = new Date(`${iso}.${fraction.slice(1, 4).padEnd(3, '0')}Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 19) !== iso) throw invalid('time')
  return date
}

/** GeneralizedTime only; see {@link timeOf}. @throws PkiError ERR_PKI_DER_INVALID */
export function generalizedTimeOf(element: DerElement | undefined): Date {
  contentsOf(element, 0x18)
  return timeOf(element)
}

const decoders: Readonly<Record<number, (octets: Uint8Array) => string>> = {
  12: (octets) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets),
  18: ascii,
  19: ascii,
  // T.61 as everyone has always read it.
  20: (octets) => Buffer.from(octets).toString('latin1'),
  22: ascii,
  26: ascii,
  30: utf16,
}

function ascii(octets: Uint8Array): string {
  if (octets.some((octet) => octet > 0x7f)) throw invalid('characters')
  return Buffer.from(octets).toString('latin1')
}

function utf16(octets: Uint8Array): string {
  if (octets.length % 2 !== 0) throw invalid('characters')
  return Buffer.from(octets).swap16().toString('utf16le')
}

/** Any of the character string types of a DirectoryString (RFC 5280 §4.1.2.4), and IA5String. Untrusted. @throws PkiError ERR_PKI_DER_INVALID */
export function textOf(element: DerElement | undefined): string {
  const decode = element && decoders[element.tag]
  if (element === undefined || decode === undefined) throw invalid('not a character string')
  try {
    return decode(element.contents)
  } catch (cause) {
    throw cause instanceof PkiError ? cause : invalid('characters')
  }
}
