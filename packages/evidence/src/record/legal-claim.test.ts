import { expect, test } from '@jest/globals'
import { type AdvancedCondition, legalClaim, type SigningCircumstances } from './legal-claim.ts'

const best: SigningCircumstances = {
  namedConstraint: true,
  hardwareCaKey: true,
  assurance: 'substantial',
  nameSource: 'op',
  profile: { reauthenticationTested: true, issuerOperator: 'third-party' },
  test: false,
}

const without: Record<AdvancedCondition, Partial<SigningCircumstances>> = {
  'named-constraint': { namedConstraint: false },
  'assurance-substantial': { assurance: 'low' },
  'authoritative-name': { nameSource: 'self' },
  'tested-reauthentication': { profile: { reauthenticationTested: false, issuerOperator: 'third-party' } },
  'third-party-issuer': { profile: { reauthenticationTested: true, issuerOperator: 'own' } },
  'hardware-ca-key': { hardwareCaKey: false },
}

test('with every condition met the signature may be called advanced', () => {
  expect(legalClaim(best)).toEqual({ kind: 'signature', level: 'advanced', unmet: [], waived: [] })
  expect(legalClaim({ ...best, assurance: 'high', nameSource: 'brp' }).level).toBe('advanced')
})

test.each(Object.entries(without))('without %s it is simple, and the evidence says why', (condition, change) => {
  expect(legalClaim({ ...best, ...change })).toEqual({
    kind: 'signature',
    level: 'simple',
    unmet: [condition],
    waived: [],
  })
})

test.each(Object.entries(without))(
  "in a test environment %s is waived only if it is the operator's own",
  (condition, change) => {
    const claim = legalClaim({ ...best, ...change, test: true })
    const operators = ['third-party-issuer', 'hardware-ca-key'].includes(condition)
    expect(claim.level).toBe(operators ? 'advanced' : 'simple')
    expect(operators ? claim.waived : claim.unmet).toEqual([condition])
  },
)
