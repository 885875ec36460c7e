import { describe, expect, test } from '@jest/globals'
import { acrTable, reachesAcr } from './acr.ts'
import { bsnClaim, personas, pseudoIdClaim } from './personas.ts'

const bsns = personas.filter(({ source }) => source === 'digid').map(({ identifier }) => identifier)

test('every BSN lies in the published test range and passes the 11-test', () => {
  expect(bsns).toHaveLength(4)
  for (const { claim, value } of bsns) {
    expect(claim).toBe(bsnClaim)
    expect(value).toMatch(/^9999\d{5}$/)
    const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    expect(weights.reduce((sum, weight, i) => sum + weight * Number(value[i]), 0) % 11).toBe(0)
  }
  expect(new Set(bsns.map(({ value }) => value)).size).toBe(4)
})

test('fatima has a name of at least 60 characters, with diacritics and an apostrophe, in NFC', () => {
  const fatima = personas.find(({ id }) => id === 'fatima')
  const name = `${fatima?.givenName} ${fatima?.familyName}`
  expect([...name].length).toBeGreaterThanOrEqual(60)
  expect(name).toMatch(/[āŶḤ].*/)
  expect(name).toContain("'")
  for (const { givenName, familyName } of personas) {
    expect(givenName.normalize('NFC')).toBe(givenName)
    expect(familyName.normalize('NFC')).toBe(familyName)
  }
})

test('elena has an opaque identifier in a claim of its own and no BSN', () => {
  const elena = personas.find(({ id }) => id === 'elena')
  expect(elena?.identifier.claim).toBe(pseudoIdClaim)
  expect(elena?.identifier.value).not.toMatch(/^\d{9}$/)
})

test('every persona answers with an acr of its own source', () => {
  for (const { acr, source } of personas) expect(acrTable.get(acr)?.source).toBe(source)
})

describe('whether a level is reached', () => {
  const digid = 'urn:oasis:names:tc:SAML:2.0:ac:classes:'
  const [midden, substantieel, hoog] = [`${digid}MobileTwoFactorContract`, `${digid}Smartcard`, `${digid}SmartcardPKI`]

  test.each([
    ['the same level', substantieel, [substantieel], true],
    ['a lower level was asked', hoog, [midden], true],
    ['one of several', substantieel, [hoog, substantieel], true],
    ['a higher level was asked', midden, [substantieel, hoog], false],
    ['a level of another source was asked', hoog, ['http://eidas.europa.eu/LoA/low'], false],
    ['an unknown level was asked', hoog, ['low'], false],
    ['an unknown level is had', 'high', [midden], false],
    ['nothing was asked', hoog, [], false],
  ])('%s', (_name, own, asked, reached) => {
    expect(reachesAcr(own, asked)).toBe(reached)
  })
})
