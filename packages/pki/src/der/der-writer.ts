/**
 * DER (X.690 §10, §11) for what this product makes itself. Every function returns one whole element,
 * tag and length included. Wrong arguments are programmers' errors: `TypeError` or `RangeError`.
 */

const utf8 = new TextEncoder()

/** The bytes of all parts, one after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** One element: the identifier octet `tag`, the definite minimal length, the contents. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  if (!Number.isInteger(tag) || tag < 0 || tag > 0xff || (tag & 0x1f) === 0x1f) throw new RangeError('not a DER tag')
  let size = 0
  for (const part of contents) size += part.length
  const octets = size < 0x80 ? 0 : Math.ceil((32 - Math.clz32(size)) / 8)
  const bytes = new Uint8Array(2 + octets + size)
  bytes[0] = tag
  bytes[1] = octets === 0 ? size : 0x80 | octets
  for (let i = octets, rest = size; i > 0; i--, rest >>>= 8) bytes[1 + i] = rest & 0xff
  let offset = 2 + octets
  for (const part of contents) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** SEQUENCE. */
export const sequence = (...elements: readonly Uint8Array[]): Uint8Array => element(0x30, ...elements)

/** SET OF, its elements in the order that DER wants (X.690 §11.6). */
export const setOf = (...elements: readonly Uint8Array[]): Uint8Array =>
  element(0x31, ...elements.toSorted((a, b) => Buffer.compare(a, b)))

/** `[number] EXPLICIT` around whole elements. */
export const explicit = (number: number, ...elements: readonly Uint8Array[]): Uint8Array =>
  element(0xa0 | number, ...elements)

/** `[number] IMPLICIT`: the element with its tag replaced; constructed stays constructed. */
export function implicit(number: number, whole: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(whole)
  copy[0] = 0x80 | ((whole[0] ?? 0) & 0x20) | number
  return copy
}

/** INTEGER. A byte string is taken as an unsigned big-endian number. */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  const whole = value instanceof Uint8Array ? unsigned(value) : BigInt(value)
  const octets: number[] = []
  let rest = whole
  do {
    octets.unshift(Number(rest & 0xffn))
    rest >>= 8n
  } while (!((rest === 0n && (octets[0] ?? 0) < 0x80) || (rest === -1n && (octets[0] ?? 0) >= 0x80)))
  return element(0x02, Uint8Array.from(octets))
}

const unsigned = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`)

/** BOOLEAN (X.690 §11.1). */
export const boolean = (value: boolean): Uint8Array => element(0x01, Uint8Array.of(value ? 0xff : 0))

/** NULL. */
export const nullValue = (): Uint8Array => element(0x05)

/** OCTET STRING. */
export const octetString = (bytes: Uint8Array): Uint8Array => element(0x04, bytes)

/** BIT STRING of whole octets. */
export const bitString = (bytes: Uint8Array): Uint8Array => element(0x03, Uint8Array.of(0), bytes)

/** BIT STRING of a named bit list: trailing zero bits dropped (X.690 §11.2.2). */
export function namedBits(bits: readonly number[]): Uint8Array {
  const last = Math.max(-1, ...bits)
  const octets = new Uint8Array(Math.floor(last / 8) + 1)
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  return element(0x03, Uint8Array.of(last < 0 ? 0 : 7 - (last & 7)), octets)
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new TypeError('not an object identifier')
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  if (first < 2n && second > 39n) throw new TypeError('not an object identifier')
  return element(0x06, Uint8Array.from([first * 40n + second, ...rest].flatMap(base128)))
}

function base128(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)]
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80)
  return octets
}

/** UTF8String. */
export const utf8String = (text: string): Uint8Array => element(0x0c, utf8.encode(text))

/** PrintableString (X.680 §41.4). */
export function printableString(text: string): Uint8Array {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) throw new TypeError('not a PrintableString')
  return element(0x13, utf8.encode(text))
}

/** `Time` as RFC 5280 §4.1.2.5 wants it: UTCTime up to 2049, GeneralizedTime from 2050; whole seconds, rounded down. */
export function time(date: Date): Uint8Array {
  const year = date.getUTCFullYear()
  return year >= 1950 && year < 2050 ? element(0x17, utf8.encode(digits(date).slice(2))) : generalizedTime(date)
}

/** GeneralizedTime in UTC, whole seconds, rounded down. */
export const generalizedTime = (date: Date): Uint8Array => element(0x18, utf8.encode(digits(date)))

function digits(date: Date): string {
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) throw new RangeError('a DER time lies between the years 0 and 9999')
  return `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}
