import { expect, test } from '@jest/globals'
import { canonicalName, displayName, isNamePart, longestNamePart } from './person-name.ts'

test.each(['Anna', "O'Brien-van der Łuk", 'Fāṭima az-Zahrāʾ', 'X', 'ñ'.normalize('NFC')])(
  '%p may stand in a name',
  (part) => expect(isNamePart(part)).toBe(true),
)

test.each([
  ['empty', ''],
  ['a space at the end', 'Anna '],
  ['a line break', 'An\nna'],
  ['a bidi override that turns the text around', 'Anna\u202eanna'],
  ['an invisible character', 'An\u200bna'],
  ['a lone surrogate', 'An\ud800na'],
  ['decomposed letters', 'e\u0301'],
  ['too long', 'a'.repeat(longestNamePart + 1)],
])('a name part with %s is refused', (_, part) => expect(isNamePart(part)).toBe(false))

test('the longest name part is accepted', () => expect(isNamePart('a'.repeat(longestNamePart))).toBe(true))

test('the canonical text keeps given and family name apart', () => {
  expect(canonicalName({ given: 'A B', family: 'C' })).not.toBe(canonicalName({ given: 'A', family: 'B C' }))
  expect(canonicalName({ given: null, family: 'C' })).toBe('[null,"C"]')
})

test('people without a given name are shown by their family name', () => {
  expect(displayName({ given: null, family: 'Sukarno' })).toBe('Sukarno')
  expect(displayName({ given: 'Anna', family: 'de Wit' })).toBe('Anna de Wit')
})
