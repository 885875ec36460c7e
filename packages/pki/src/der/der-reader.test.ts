import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PkiError } from '../pki-error.ts'
import { childrenOf, contentsOf, readDer } from './der-reader.ts'
import { bitsOf, booleanOf, countOf, integerOf, namedBitsOf, oidOf, textOf, timeOf } from './der-values.ts'

const from = (hex: string) => readDer(Buffer.from(hex, 'hex'))
const text = (tag: string, value: string) =>
  from(tag + value.length.toString(16).padStart(2, '0') + Buffer.from(value).toString('hex'))
const refusal = expect.objectContaining({ code: 'ERR_PKI_DER_INVALID' })

test.each([
  ['nothing', ''],
  ['a tag without a length', '30'],
  ['contents cut short', '300201'],
  ['a length cut short', '3082'],
  ['bytes after the element', '050000'],
  ['an indefinite length', '30800000'],
  ['a long length that fits the short form', '30810100'],
  ['a length with a leading zero', '308200ff'],
  ['a length of five octets', '30850000000001'],
  ['a high tag number', '1f810100'],
])('DER with %s is refused', (_what, hex) => {
  expect(() => from(hex)).toThrow(refusal)
})

test.each([
  ['an integer that is empty', () => integerOf(from('0200'))],
  ['an integer with a leading zero', () => integerOf(from('02020001'))],
  ['an integer with a leading one', () => integerOf(from('0202ff80'))],
  ['an integer of 65 octets', () => integerOf(from(`0241${'01'.repeat(65)}`))],
  ['a negative number', () => countOf(from('0201ff'))],
  ['a number of 32 bits', () => countOf(from('02050080000000'))],
  ['a boolean that is neither', () => booleanOf(from('010101'))],
  ['a boolean of two octets', () => booleanOf(from('0102ffff'))],
  ['an object identifier that is empty', () => oidOf(from('0600'))],
  ['an object identifier cut short', () => oidOf(from('06022a86'))],
  ['an object identifier with padding', () => oidOf(from('06032a8001'))],
  ['a bit string with unused bits', () => bitsOf(from('03020640'))],
  ['an empty bit string', () => bitsOf(from('0300'))],
  ['named bits beyond their end', () => namedBitsOf(from('03020701'))],
  ['named bits with eight unused', () => namedBitsOf(from('03020840'))],
  ['a tag that was not expected', () => contentsOf(from('0500'), 0x30)],
  ['an element that is missing', () => contentsOf(undefined, 0x30)],
  ['children of a primitive', () => childrenOf(from('0500'), 0x05)],
  ['a time without Z', () => timeOf(text('17', '2611230000'))],
  ['a UTCTime without seconds', () => timeOf(text('17', '2611230000Z'))],
  ['a time with an offset', () => timeOf(text('18', '20261123000000+0100'))],
  ['the thirtieth of February', () => timeOf(text('18', '20260230000000Z'))],
  ['a month thirteen', () => timeOf(text('17', '261301000000Z'))],
  ['a fraction that ends in zero', () => timeOf(text('18', '20261123000000.10Z'))],
  ['a UTCTime with a fraction', () => timeOf(text('17', '261123000000.1Z'))],
  ['UTF-8 that is not', () => textOf(from('0c01ff'))],
  ['IA5 above ASCII', () => textOf(from('1601ff'))],
  ['half a BMP character', () => textOf(from('1e0100'))],
  ['a text that is a number', () => textOf(from('020100'))],
])('%s is refused', (_what, read) => {
  expect(read).toThrow(refusal)
})

test('times are read to the millisecond, two-digit years by the rule of RFC 5280', () => {
  expect(timeOf(text('17', '500101000000Z')).toISOString()).toBe('1950-01-01T00:00:00.000Z')
  expect(timeOf(text('17', '491231235959Z')).toISOString()).toBe('2049-12-31T23:59:59.000Z')
  expect(timeOf(text('18', '20261123101112.123456Z')).toISOString()).toBe('2026-11-23T10:11:12.123Z')
})

test('all character strings of a name are read', () => {
  expect(textOf(from('0c02c3a9'))).toBe('é')
  expect(textOf(from('1e0400e90041'))).toBe('éA')
  expect(textOf(from('1401e9'))).toBe('é')
  expect(textOf(from('130141'))).toBe('A')
})

test('arbitrary bytes are read or refused by code, never a crash', () => {
  const readers = [integerOf, oidOf, booleanOf, bitsOf, namedBitsOf, timeOf, textOf, countOf]
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(1, 2, 3, 6, 12, 23, 24, 30, 48), (bytes, tag) => {
      const element = { tag, der: bytes, contents: bytes }
      for (const read of [...readers, () => readDer(bytes), () => childrenOf(element, 0x30)]) {
        try {
          read(element)
        } catch (error) {
          expect(error).toBeInstanceOf(PkiError)
        }
      }
    }),
    { numRuns: 2000 },
  )
})
