import { expect, test } from '@jest/globals'
import { parseIdentityProviderProfile } from './identity-provider-profile.ts'
import { digidProfile, eidasProfile } from './known-profiles.ts'

test.each([digidProfile, eidasProfile])('the profile $id survives being stored as JSON', (profile) => {
  expect(parseIdentityProviderProfile(JSON.parse(JSON.stringify(profile)))).toEqual(profile)
})

test('the profiles we ship claim no third party and no tested re-authentication: whoever looked must say so', () => {
  for (const { issuerOperator, reauthenticationTested } of [digidProfile, eidasProfile]) {
    expect({ issuerOperator, reauthenticationTested }).toEqual({ issuerOperator: 'own', reauthenticationTested: false })
  }
})

test.each<[string, object]>([
  ['a member we do not know', { surprise: true }],
  ['a dotted string as claim path', { actor: [{ path: 'bsn', type: 'bsn', sectorCode: 'optional' }] }],
  ['no actor claim', { actor: [] }],
  ['a claim about the token as identifier', { actor: [{ path: ['iss'], type: 'opaque', sectorCode: 'refused' }] }],
  ['a claim about the token as name', { name: { source: 'op', given: ['nonce'], family: ['family_name'] } }],
  ['a vocabulary we do not know', { acr: { vocabularies: ['yivi'], request: 'none' } }],
  ['no vocabulary', { acr: { vocabularies: [], request: 'none' } }],
  ['no openid scope', { scopes: ['profile'] }],
  ['a scope with a space', { scopes: ['openid', 'a b'] }],
  ['a cross-client claim that is not an actor claim', { crossClientIdentifier: ['sub'] }],
])('a profile with %s is refused', (_, change) => {
  const parse = () => parseIdentityProviderProfile({ ...digidProfile, ...change })
  expect(parse).toThrow(expect.objectContaining({ code: 'ERR_PROFILE_INVALID' }))
})

test('the refusal names the member at fault', () => {
  const parse = () => parseIdentityProviderProfile({ ...digidProfile, issuerOperator: 'friend' })
  expect(parse).toThrow(/issuerOperator/)
})
