import { expect, test } from '@jest/globals'
import { type JWTPayload, UnsecuredJWT } from 'jose'
import { checkLoginToken } from './login-token.ts'

const startedAt = 1_790_000_000
const now = new Date((startedAt + 60) * 1000)
const good: JWTPayload = {
  sub: 'pairwise',
  aud: 'login',
  iat: startedAt + 55,
  exp: startedAt + 355,
  auth_time: startedAt + 50,
  acr: 'substantial',
}
/** The signature was checked before; only the claims count here. */
const check = (changes: JWTPayload, typ?: string) => {
  const claims = Object.fromEntries(Object.entries({ ...good, ...changes }).filter(([, value]) => value !== undefined))
  const [, payload] = new UnsecuredJWT(claims).encode().split('.')
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', ...(typ === undefined ? {} : { typ }) })).toString(
    'base64url',
  )
  return () =>
    checkLoginToken(`${header}.${payload}.c2ln`, {
      clientId: 'login',
      now,
      startedAt,
      acrValues: ['substantial', 'high'],
    })
}

test('an ordinary token passes, with typ JWT or without', () => {
  expect(check({})).not.toThrow()
  expect(check({}, 'JWT')).not.toThrow()
  expect(check({ azp: 'login', aud: ['login'], acr: 'high' })).not.toThrow()
})

test.each<[string, JWTPayload & { typ?: string }]>([
  ['is another kind of JWT', { typ: 'logout+jwt' }],
  ['was given out to another party', { azp: 'other' }],
  ['is for a second audience too', { aud: ['login', 'other'], azp: 'login' }],
  ['has an empty sub', { sub: '' }],
  ['was made before the login began', { iat: startedAt - 31 }],
  ['was made in the future', { iat: startedAt + 91, exp: startedAt + 200 }],
  ['lives longer than an hour', { exp: startedAt + 55 + 3601 }],
  ['ends before it begins', { exp: startedAt + 54 }],
  ['does not say when the person logged in', { auth_time: undefined }],
  ['tells of an older login', { auth_time: startedAt - 31 }],
  ['tells of a login in the future', { auth_time: startedAt + 91 }],
  ['gives the time as a text', { auth_time: String(startedAt + 50) }],
])('a token is refused that %s', (_, { typ, ...changes }) => {
  expect(check(changes, typ)).toThrow(expect.objectContaining({ code: 'ERR_LOGIN_TOKEN' }))
})

test.each(['low', '', 'SUBSTANTIAL'])('acr %j is too low', (acr) => {
  expect(check({ acr })).toThrow(expect.objectContaining({ code: 'ERR_ACR_INSUFFICIENT' }))
})

test.each([undefined, ['substantial']])('acr %j is no level', (acr) => {
  expect(check({ acr })).toThrow(expect.objectContaining({ code: 'ERR_ACR_MISSING' }))
})
