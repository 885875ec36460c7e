import { expect, test } from '@jest/globals'
import { ecKey } from '../../test/forger.ts'
import { limits } from '../tolerances.ts'
import { parseJwks, parseJwksBytes } from './jwks.ts'

const refuses = (value: unknown, code: string) =>
  expect(() => parseJwks(value)).toThrow(expect.objectContaining({ code }))

test('a key set keeps the keys it cannot use: they are for others', async () => {
  const { jwk } = await ecKey('a')
  const keys = [jwk, { kty: 'OKP', crv: 'X25519', x: 'AA', use: 'enc' }, { kty: 'new', odd: {} }]
  expect(parseJwks({ keys, other: 1 }).keys).toEqual(keys)
})

test.each([null, [], {}, { keys: {} }, { keys: [{}] }, { keys: [{ kty: 1 }] }, { keys: [{ kty: 'EC', kid: 1 }] }])(
  '%j is not a key set',
  (value) => refuses(value, 'ERR_JWKS_INVALID'),
)

test.each(['d', 'p', 'k'])('a key set with private key material (%s) is refused', async (member) => {
  const { jwk } = await ecKey('a')
  refuses({ keys: [{ ...jwk, [member]: 'AA' }] }, 'ERR_JWKS_INVALID')
})

test('two keys of one kid are refused', async () => {
  const [a, b] = [await ecKey('a'), await ecKey('a')]
  refuses({ keys: [a.jwk, b.jwk] }, 'ERR_JWKS_KID_DUPLICATE')
})

test('a key set of too many keys is refused', () => {
  refuses({ keys: Array.from({ length: limits.keys + 1 }, () => ({ kty: 'EC' })) }, 'ERR_JWKS_INVALID')
})

test('from bytes, a key set names no member twice', () => {
  const bytes = new TextEncoder().encode('{"keys":[],"keys":[]}')
  expect(() => parseJwksBytes(bytes)).toThrow(expect.objectContaining({ code: 'ERR_JSON_DUPLICATE_MEMBER' }))
  expect(parseJwksBytes(new TextEncoder().encode('{"keys":[]}'))).toEqual({ keys: [] })
})
