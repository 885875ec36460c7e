import { expect, test } from '@jest/globals'
import { normaliseClaims } from './normalise-claims.ts'
import type { IdentityProviderProfile } from './profile/identity-provider-profile.ts'
import { digidProfile, eidasProfile } from './profile/known-profiles.ts'
import { representationClaims } from './profile/representation-claims.ts'

const iss = 'https://op.example'
const anna = { iss, sub: 'pairwise', bsn: '999990019', given_name: 'Anna', family_name: 'de Wit' }
const machtigen: IdentityProviderProfile = {
  ...digidProfile,
  id: 'digid-machtigen',
  actor: [{ path: ['urn:nl-eid-gdi:1.0:ActingSubjectID'], type: 'bsn', sectorCode: 'required' }],
  representation: {
    kind: 'voluntary',
    represented: [{ path: ['urn:nl-eid-gdi:1.0:LegalSubjectID'], type: 'bsn', sectorCode: 'required' }],
    service: ['urn:nl-eid-gdi:1.0:ServiceUUID'],
  },
  crossClientIdentifier: null,
}
const acting = {
  iss,
  'urn:nl-eid-gdi:1.0:ActingSubjectID': 's00000000:999990019',
  given_name: 'Marjan',
  family_name: 'Bos',
}
const refusedWith = (profile: IdentityProviderProfile, claims: Record<string, unknown>, code: string) =>
  expect(() => normaliseClaims(profile, claims)).toThrow(expect.objectContaining({ code }))

test('a DigiD login gives the actor by BSN, with the name the broker gave, acting for no one else', () => {
  const { actor, represented, mandate } = normaliseClaims(digidProfile, anna)
  expect(actor.identifier).toMatchObject({ type: 'bsn', issuer: null })
  expect(actor.identifier.reveal()).toBe('999990019')
  expect(actor.name).toEqual({ given: 'Anna', family: 'de Wit' })
  expect({ represented, mandate }).toEqual({ represented: null, mandate: { kind: 'self' } })
})

test('a European login gives a pseudonym scoped to its issuer', () => {
  const claims = { iss, 'urn:etoegang:1.12:EntityConcernedID:PseudoID': 'NL/DE/abc', family_name: 'Popescu' }
  const { identifier, name } = normaliseClaims(eidasProfile, claims).actor
  expect(identifier).toMatchObject({ type: 'opaque', issuer: iss })
  expect(identifier.reveal()).toBe('NL/DE/abc')
  expect(name).toEqual({ given: null, family: 'Popescu' })
})

test('a sector code of BSN before the number is taken off', () => {
  const { actor } = normaliseClaims(digidProfile, { ...anna, bsn: 's00000000:999990019' })
  expect(actor.identifier.reveal()).toBe('999990019')
})

test.each(['s00000001:999990019', 's00000002:999990019', 's00000000:s00000000:999990019'])(
  'another sector code (%s) aborts the login',
  (bsn) => expect(() => normaliseClaims(digidProfile, { ...anna, bsn })).toThrow(),
)

test('a SOFI number is refused by its sector code', () => {
  refusedWith(digidProfile, { ...anna, bsn: 's00000001:999990019' }, 'ERR_CLAIMS_SECTOR_CODE')
})

test('a bare number is refused where the profile requires a sector code', () => {
  const claims = { ...acting, 'urn:nl-eid-gdi:1.0:ActingSubjectID': '999990019' }
  refusedWith(machtigen, claims, 'ERR_CLAIMS_SECTOR_CODE')
})

test('a login without an identifier is refused', () => {
  refusedWith(digidProfile, { iss, sub: 'pairwise' }, 'ERR_CLAIMS_IDENTIFIER_MISSING')
  refusedWith(digidProfile, { ...anna, bsn: null }, 'ERR_CLAIMS_IDENTIFIER_MISSING')
})

test.each([999990019, '999990018', '99999001', '', { value: '999990019' }, ['999990019']])(
  'an identifier of the wrong form (%j) is refused and not repeated in the error',
  (bsn) => {
    refusedWith(digidProfile, { ...anna, bsn }, 'ERR_CLAIMS_IDENTIFIER_INVALID')
    expect(() => normaliseClaims(digidProfile, { ...anna, bsn })).not.toThrow(/99999/)
  },
)

test('two identifiers of the person are ambiguous and refused', () => {
  const both: IdentityProviderProfile = { ...digidProfile, actor: [...digidProfile.actor, ...eidasProfile.actor] }
  const claims = { ...anna, 'urn:etoegang:1.12:EntityConcernedID:PseudoID': 'x' }
  refusedWith(both, claims, 'ERR_CLAIMS_IDENTIFIER_AMBIGUOUS')
})

test.each(representationClaims)(
  'a login on behalf of someone else (claim %s) is refused when not expected',
  (claim) => {
    refusedWith(digidProfile, { ...anna, [claim]: { sub: '999990032' } }, 'ERR_CLAIMS_REPRESENTATION_UNEXPECTED')
    refusedWith(digidProfile, { ...anna, [claim]: null }, 'ERR_CLAIMS_REPRESENTATION_UNEXPECTED')
  },
)

test('with DigiD Machtigen the actor is who logged in, the represented the other one, for one service', () => {
  const identity = normaliseClaims(machtigen, {
    ...acting,
    'urn:nl-eid-gdi:1.0:LegalSubjectID': 's00000000:999990032',
    'urn:nl-eid-gdi:1.0:ServiceUUID': 'b0c9d3c2-5d5e-4d57-9e4e-3f6f9a1f7b10',
  })
  expect(identity.actor.identifier.reveal()).toBe('999990019')
  expect(identity.represented?.reveal()).toBe('999990032')
  expect(identity.mandate).toEqual({ kind: 'voluntary', service: 'b0c9d3c2-5d5e-4d57-9e4e-3f6f9a1f7b10' })
})

test('at DigiD Machtigen one may also log in for oneself', () => {
  expect(normaliseClaims(machtigen, acting)).toMatchObject({ represented: null, mandate: { kind: 'self' } })
})

test.each<[string, object]>([
  ['a represented party without a service', { 'urn:nl-eid-gdi:1.0:LegalSubjectID': 's00000000:999990032' }],
  ['a service without a represented party', { 'urn:nl-eid-gdi:1.0:ServiceUUID': 'b0c9d3c2' }],
  [
    'oneself as represented party',
    { 'urn:nl-eid-gdi:1.0:LegalSubjectID': 's00000000:999990019', 'urn:nl-eid-gdi:1.0:ServiceUUID': 'b0c9d3c2' },
  ],
])('a mandate with %s is refused', (_, claims) => {
  refusedWith(machtigen, { ...acting, ...claims }, 'ERR_CLAIMS_REPRESENTATION_INVALID')
})

test('a chain on top of a mandate that the profile reads is still refused', () => {
  refusedWith(machtigen, { ...acting, represents: { sub: 'x' } }, 'ERR_CLAIMS_REPRESENTATION_UNEXPECTED')
})

test.each<[string, object]>([
  ['half a name', { family_name: undefined }],
  ['a name that is not text', { family_name: 7 }],
  ['a name with a bidi override', { given_name: 'a\u202eb' }],
])('a token with %s is refused', (_, claims) => {
  refusedWith(digidProfile, { ...anna, ...claims }, 'ERR_CLAIMS_NAME_INVALID')
})

test('a name is brought to Unicode NFC, so that one name has one hash', () => {
  const { actor } = normaliseClaims(digidProfile, { ...anna, given_name: 'Rene\u0301' })
  expect(actor.name?.given).toBe('René')
})

test('no name in the token, or names from another source: no name is invented', () => {
  expect(normaliseClaims(digidProfile, { iss, bsn: '999990019' }).actor).not.toHaveProperty('name')
  const brp: IdentityProviderProfile = { ...digidProfile, name: { source: 'brp' } }
  expect(normaliseClaims(brp, anna).actor).not.toHaveProperty('name')
})

test('claims named like members of Object are not found on an empty token', () => {
  const odd: IdentityProviderProfile = {
    ...digidProfile,
    actor: digidProfile.actor.map((claim) => ({ ...claim, path: ['constructor'] })),
  }
  refusedWith(odd, { iss }, 'ERR_CLAIMS_IDENTIFIER_MISSING')
})
