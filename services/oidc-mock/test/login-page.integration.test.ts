import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openPage } from './attacks-in-the-browser.ts'
import { answerOf, form, readToken } from './relying-party.ts'
import { startWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const show = async (changes: Record<string, string> = {}) => {
  const response = await world.signing.authorize(await world.signing.push(changes))
  return { response, text: await response.text() }
}
const offered = (text: string) => [...text.matchAll(/name="persona" value="(\w+)"/g)].map((match) => match[1])

test('the page is Dutch, says TEST, names the client, and offers everyone and a way out', async () => {
  const { response, text } = await show()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toContain('<html lang="nl">')
  expect(text).toContain('TEST – niet rechtsgeldig')
  expect(text).toContain('<h1>Ondertekenen</h1>')
  expect(text).toContain('Annuleren')
  expect(offered(text)).toEqual(['anna', 'daan', 'bram', 'fatima', 'elena'])
})

test('names are escaped, and no identifier stands on the page', async () => {
  const { text } = await show()
  expect(text).toContain('Fātima-Zahrā&#39; Ŷasmîne')
  expect(text).not.toMatch(/9999\d{5}|9C1F4E7A/)
})

test.each([
  ['openid idp_scoping:digid', ['anna', 'daan', 'bram', 'fatima']],
  ['openid idp_scoping:eidas', ['elena']],
  ['openid idp_scoping:digid idp_scoping:eidas', ['anna', 'daan', 'bram', 'fatima', 'elena']],
])('scope "%s" offers %j', async (scope, expected) => {
  expect(offered((await show({ scope })).text)).toEqual(expected)
})

test('the page may send its form here and, by redirect, to the origins of the clients; nothing else runs', async () => {
  const { response } = await show()
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(policy.split(';').sort()).toEqual([
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'self' http://localhost:4000",
    "frame-ancestors 'none'",
    "style-src 'self'",
  ])
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('strict-transport-security')).toBeNull()
})

test('the stylesheet that the page names is there', async () => {
  const response = await fetch(`${world.op.url}/style.css`)
  expect(response.headers.get('content-type')).toContain('text/css')
  expect(await response.text()).toContain('focus-visible')
})

test('pressing a button sends the browser back with code, state and iss, and the code works', async () => {
  const state = 'a-state-of-at-least-128-bits'
  const interaction = await openPage(world, { state })
  const response = await world.signing.post('/authorize/login', form({ interaction, persona: 'fatima' }))
  expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:4000\/signing\/callback\?/)
  const answer = answerOf(response)
  expect([...answer.keys()].sort()).toEqual(['code', 'iss', 'state'])
  expect([answer.get('state'), answer.get('iss')]).toEqual([state, world.op.url])
  const { claims } = await readToken(await world.signing.redeem(answer.get('code') ?? ''))
  expect(claims['given_name']).toBe("Fātima-Zahrā' Ŷasmîne")
})

test('Annuleren sends the browser back with access_denied, state and iss, and without a login to reuse', async () => {
  const interaction = await openPage(world)
  const response = await world.signing.post('/authorize/login', form({ interaction, cancel: 'true' }))
  const answer = answerOf(response)
  expect([...answer.keys()].sort()).toEqual(['error', 'error_description', 'iss', 'state'])
  expect(answer.get('error')).toBe('access_denied')
  expect(response.headers.get('set-cookie')).toBeNull()
})

test('a request that cannot be trusted is answered here, never by a redirect', async () => {
  const query = form({ client_id: 'signing', redirect_uri: 'https://attacker.example/', response_type: 'code' })
  const response = await fetch(`${world.op.url}/authorize?${query}`, { redirect: 'manual' })
  expect(response.status).toBe(400)
  const text = await response.text()
  expect(text).toContain('Inloggen lukt niet')
  expect(text).not.toContain('attacker')
})
