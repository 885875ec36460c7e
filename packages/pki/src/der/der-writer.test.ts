import { expect, test } from '@jest/globals'
import { type BaseBlock, fromBER, type Integer, type ObjectIdentifier, type Sequence } from 'asn1js'
import fc from 'fast-check'
import { childrenOf, readDer } from './der-reader.ts'
import { integerOf, namedBitsOf, oidOf, textOf, timeOf } from './der-values.ts'
import * as der from './der-writer.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each([
  ['zero', der.integer(0), '020100'],
  ['an integer whose top bit is set', der.integer(128), '02020080'],
  ['a negative integer', der.integer(-129), '0202ff7f'],
  ['bytes as an unsigned integer', der.integer(Uint8Array.of(0, 0xff, 0)), '020300ff00'],
  ['no bytes as an unsigned integer', der.integer(Uint8Array.of()), '020100'],
  ['true', der.boolean(true), '0101ff'],
  ['false', der.boolean(false), '010100'],
  ['null', der.nullValue(), '0500'],
  ['id-data', der.objectIdentifier('1.2.840.113549.1.7.1'), '06092a864886f70d010701'],
  ['an object identifier whose second arc is over 39', der.objectIdentifier('2.999'), '06028837'],
  ['contentCommitment alone', der.namedBits([1]), '03020640'],
  ['decipherOnly', der.namedBits([8]), '0303070080'],
  ['no bits', der.namedBits([]), '030100'],
  ['implicit keeps constructed', der.implicit(0, der.setOf()), 'a000'],
  ['implicit keeps primitive', der.implicit(0, der.octetString(Uint8Array.of(1))), '800101'],
  ['the last second of UTCTime', der.time(new Date('2049-12-31T23:59:59Z')), hex(Buffer.from('\x17\x0d491231235959Z'))],
  ['the first second after', der.time(new Date('2050-01-01T00:00:00Z')), hex(Buffer.from('\x18\x0f20500101000000Z'))],
  ['a set in DER order', der.setOf(der.integer(2), der.integer(1)), '3106020101020102'],
])('DER writes %s', (_what, bytes, expected) => {
  expect(hex(bytes)).toBe(expected)
})

test('DER lengths take the fewest octets', () => {
  const head = (size: number) => hex(der.octetString(new Uint8Array(size)).subarray(0, 5)).slice(2)
  expect(head(127)).toMatch(/^7f/)
  expect(head(128)).toMatch(/^8180/)
  expect(head(255)).toMatch(/^81ff/)
  expect(head(256)).toMatch(/^820100/)
  expect(head(65536)).toMatch(/^83010000/)
})

test('what cannot be DER is a programmer’s error', () => {
  for (const oid of ['1', '3.1', '1.40', '1.02', '1..2', 'a.b'])
    expect(() => der.objectIdentifier(oid)).toThrow(TypeError)
  expect(() => der.printableString('a@b')).toThrow(TypeError)
  expect(() => der.element(0x1f)).toThrow(RangeError)
  expect(() => der.element(256)).toThrow(RangeError)
  expect(() => der.generalizedTime(new Date('+010000-01-01T00:00:00Z'))).toThrow(RangeError)
})

test('an independent reader finds every integer, object identifier and nesting that was written', () => {
  const arcs = fc.tuple(fc.constantFrom(0, 1, 2), fc.nat(39), fc.array(fc.nat(), { maxLength: 8 }))
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 500n), max: 2n ** 500n }),
      arcs,
      fc.nat(70_000),
      (number, [a, b, rest], size) => {
        const oid = [a, b, ...rest].join('.')
        const bytes = der.sequence(
          der.integer(number),
          der.sequence(der.objectIdentifier(oid)),
          der.octetString(new Uint8Array(size)),
        )
        const { result, offset } = fromBER(bytes)
        expect(offset).toBe(bytes.length)
        const [first, second, third] = (result as Sequence).valueBlock.value
        expect((first as Integer).toBigInt()).toBe(number)
        expect(((second as Sequence).valueBlock.value[0] as ObjectIdentifier).getValue()).toBe(oid)
        expect((third as BaseBlock).valueBeforeDecodeView.length).toBeGreaterThan(size)
        expect(Buffer.from(result.toBER()).equals(bytes)).toBe(true)
      },
    ),
  )
})

test('our reader finds what our writer wrote', () => {
  const seconds = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(9999, 11) }).map((ms) => ms - (ms % 1000))
  const bits = fc.uniqueArray(fc.nat(31)).map((numbers) => numbers.toSorted((x, y) => x - y))
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 500n), max: 2n ** 500n }),
      seconds,
      bits,
      fc.string({ unit: 'grapheme' }),
      (number, ms, set, text) => {
        const whole = der.sequence(
          der.integer(number),
          der.time(new Date(ms)),
          der.namedBits(set),
          der.utf8String(text),
        )
        const [first, second, third, fourth] = childrenOf(readDer(whole), 0x30)
        expect(integerOf(first)).toBe(number)
        expect(timeOf(second).getTime()).toBe(ms)
        expect(namedBitsOf(third)).toEqual(set)
        expect(textOf(fourth)).toBe(text)
      },
    ),
  )
})

test('DER sets come out in order whatever the order of their elements', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), (values) => {
      const elements = values.map(der.octetString)
      expect(der.setOf(...elements)).toEqual(der.setOf(...elements.toReversed()))
      const hexes = childrenOf(readDer(der.setOf(...elements)), 0x31).map((element) => hex(element.der))
      expect(hexes).toEqual(hexes.toSorted())
    }),
  )
  expect(oidOf(readDer(der.objectIdentifier('2.5.4.3')))).toBe('2.5.4.3')
})
