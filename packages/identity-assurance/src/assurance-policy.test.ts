import { expect, test } from '@jest/globals'
import { assurancePolicySchema, profilesAllowedBy } from './assurance-policy.ts'
import { digidProfile, eidasProfile } from './profile/known-profiles.ts'

const ids = (policy: Parameters<typeof profilesAllowedBy>[0]) =>
  profilesAllowedBy(policy, [digidProfile, eidasProfile]).map(({ id }) => id)

test('a public task offers every provider that can reach the level', () => {
  expect(ids({ minimum: 'substantial', purpose: 'public-task' })).toEqual(['digid', 'eidas'])
})

test('a private-law purpose never offers DigiD', () => {
  expect(ids({ minimum: 'low', purpose: 'private-law' })).toEqual(['eidas'])
})

test('a policy with a level or purpose that does not exist is refused', () => {
  expect(assurancePolicySchema.safeParse({ minimum: 'none', purpose: 'public-task' }).success).toBe(false)
  expect(assurancePolicySchema.safeParse({ minimum: 'high', purpose: 'other' }).success).toBe(false)
})
