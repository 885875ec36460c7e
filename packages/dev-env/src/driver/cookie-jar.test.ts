import { expect, test } from '@jest/globals'
import { createCookieJar } from './cookie-jar.ts'

const now = new Date('2026-11-23T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const relyingParty = new URL('http://localhost:4000/')
const provider = new URL('http://127.0.0.1:4200/authorize')

const sent = (setCookie: string, options: { url?: string; from?: URL | null; method?: string; at?: Date } = {}) => {
  const jar = createCookieJar()
  jar.store(relyingParty, [setCookie], now)
  const { url = relyingParty.href, from = null, method = 'GET', at = now } = options
  return jar.header(new URL(url), { method, from }, at)
}

test('a cookie goes back to its host, on every port, and to no other host', () => {
  expect(sent('a=1; Path=/')).toBe('a=1')
  expect(sent('a=1; Path=/', { url: 'http://localhost:4999/x' })).toBe('a=1')
  expect(sent('a=1; Path=/', { url: 'http://127.0.0.1:4000/' })).toBeUndefined()
})

test('coming back from the provider, a Lax cookie is sent and a Strict one is not', () => {
  expect(sent('a=1; SameSite=Lax', { from: provider })).toBe('a=1')
  expect(sent('a=1', { from: provider })).toBe('a=1')
  expect(sent('a=1; SameSite=Strict', { from: provider })).toBeUndefined()
  expect(sent('a=1; SameSite=Lax', { from: provider, method: 'POST' })).toBeUndefined()
})

test('a cookie is gone after its time and when it is taken back', () => {
  expect(sent('a=1; Max-Age=60', { at: later(59) })).toBe('a=1')
  expect(sent('a=1; Max-Age=60', { at: later(60) })).toBeUndefined()
  expect(sent('a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toBeUndefined()
})

test('a path is kept to whole segments', () => {
  expect(sent('a=1; Path=/sign', { url: 'http://localhost:4000/sign/1' })).toBe('a=1')
  expect(sent('a=1; Path=/sign', { url: 'http://localhost:4000/signed' })).toBeUndefined()
})

test.each([
  '__Host-a=1; Path=/',
  '__Host-a=1; Secure; Path=/x',
  '__Host-a=1; Secure; Path=/; Domain=localhost',
  '__Secure-a=1; Path=/',
  'nonsense',
])('%s is dropped, as a browser does', (setCookie) => {
  expect(sent(setCookie)).toBeUndefined()
})

test('a __Host- cookie works on this machine over http', () => {
  expect(sent('__Host-a=1; Secure; HttpOnly; Path=/; SameSite=Lax')).toBe('__Host-a=1')
})

test('of two cookies with one name the newer stays', () => {
  const jar = createCookieJar()
  jar.store(relyingParty, ['a=1; Path=/', 'a=2; Path=/', 'b=3; Path=/'], now)
  expect(jar.header(relyingParty, { method: 'GET', from: null }, now)).toBe('a=2; b=3')
})
