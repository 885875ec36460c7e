import { expect, test } from '@jest/globals'
import { acrVocabularies, acrVocabularyNames } from './acr-vocabulary.ts'
import { acrValuesAtLeast, requireAssurance } from './assurance.ts'
import { type AssuranceLevel, assuranceLevels, meetsAssurance } from './assurance-level.ts'
import { digidProfile, eidasProfile } from './profile/known-profiles.ts'

const eherkenning = { acr: { vocabularies: ['eherkenning' as const], request: 'essential-acr' as const } }
const saml = 'urn:oasis:names:tc:SAML:2.0:ac:classes'

test.each<[string, { acr: typeof digidProfile.acr }, string, AssuranceLevel | 'none']>([
  ['DigiD Basis', digidProfile, `${saml}:PasswordProtectedTransport`, 'none'],
  ['DigiD Midden', digidProfile, `${saml}:MobileTwoFactorContract`, 'low'],
  ['DigiD Substantieel', digidProfile, `${saml}:Smartcard`, 'substantial'],
  ['DigiD Hoog', digidProfile, `${saml}:SmartcardPKI`, 'high'],
  ['DigiD through the TVS', digidProfile, 'http://eidas.europa.eu/LoA/substantial', 'substantial'],
  ['eH1', eherkenning, 'urn:etoegang:core:assurance-class:loa1', 'none'],
  ['eH2', eherkenning, 'urn:etoegang:core:assurance-class:loa2', 'low'],
  ['eH2+', eherkenning, 'urn:etoegang:core:assurance-class:loa2plus', 'low'],
  ['eH3', eherkenning, 'urn:etoegang:core:assurance-class:loa3', 'substantial'],
  ['eH4', eherkenning, 'urn:etoegang:core:assurance-class:loa4', 'high'],
  ['eIDAS low', eidasProfile, 'http://eidas.europa.eu/LoA/low', 'low'],
  ['eIDAS substantial', eidasProfile, 'http://eidas.europa.eu/LoA/substantial', 'substantial'],
  ['eIDAS high', eidasProfile, 'http://eidas.europa.eu/LoA/high', 'high'],
])('%s is accepted exactly for the levels it reaches, and its raw value kept', (_, profile, acr, worth) => {
  for (const required of assuranceLevels) {
    if (worth !== 'none' && meetsAssurance(worth, required)) {
      expect(requireAssurance(profile, acr, required)).toEqual({ acr, assurance: worth })
    } else {
      const refusal = expect.objectContaining({ code: 'ERR_ACR_INSUFFICIENT', kind: 'person' })
      expect(() => requireAssurance(profile, acr, required)).toThrow(refusal as unknown as Error)
    }
  }
})

test.each([undefined, null, ''])('a missing acr (%p) is refused, never taken for low', (acr) => {
  expect(() => requireAssurance(digidProfile, acr, 'low')).toThrow(expect.objectContaining({ code: 'ERR_ACR_MISSING' }))
})

test.each([
  'http://eidas.europa.eu/loa/high',
  `${saml}:Smartcard `,
  'urn:etoegang:core:assurance-class:loa4',
  'high',
  '3',
  3,
  ['http://eidas.europa.eu/LoA/high'],
  '__proto__',
])('an acr that the profile does not know (%p) is refused, never taken for low', (acr) => {
  expect(() => requireAssurance(digidProfile, acr, 'low')).toThrow(expect.objectContaining({ code: 'ERR_ACR_UNKNOWN' }))
})

test('what is asked for is every value at or above the level, of every vocabulary of the profile, lowest first', () => {
  expect(acrValuesAtLeast(digidProfile, 'substantial')).toEqual([
    `${saml}:Smartcard`,
    'http://eidas.europa.eu/LoA/substantial',
    `${saml}:SmartcardPKI`,
    'http://eidas.europa.eu/LoA/high',
  ])
  expect(acrValuesAtLeast(eidasProfile, 'high')).toEqual(['http://eidas.europa.eu/LoA/high'])
})

test('a value below low is never asked for', () => {
  expect(acrValuesAtLeast(digidProfile, 'low')).not.toContain(`${saml}:PasswordProtectedTransport`)
})

test('no value stands in two vocabularies, so that the order of a profile cannot change its worth', () => {
  const values = acrVocabularyNames.flatMap((name) => [...acrVocabularies[name].keys()])
  expect(new Set(values).size).toBe(values.length)
})
