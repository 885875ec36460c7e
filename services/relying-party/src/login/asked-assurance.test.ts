import { expect, test } from '@jest/globals'
import { acrValuesAtLeast, assuranceLevels, digidProfile, eidasProfile } from '@waarmerk/identity-assurance'
import { askedAssurance } from './asked-assurance.ts'

test.each([digidProfile, eidasProfile])('the level is found back in what is asked of $id', (profile) => {
  for (const level of assuranceLevels) expect(askedAssurance(acrValuesAtLeast(profile, level))).toBe(level)
})

test('values that nobody knows are taken for the usual level', () => {
  expect(askedAssurance(['unknown'])).toBe('substantial')
})
