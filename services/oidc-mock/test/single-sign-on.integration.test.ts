import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { answerOf, readToken } from './relying-party.ts'
import { startWorld, type World } from './world.ts'

const authTime = { claims: JSON.stringify({ id_token: { auth_time: { essential: true } } }) }

let world: World
let cookie: string
let loggedInAt: number
beforeEach(async () => {
  world = await startWorld()
  loggedInAt = Math.floor(world.now().getTime() / 1000)
  const response = await world.login.authorize(await world.login.push({ login_hint: 'persona:anna' }))
  cookie = response.headers.get('set-cookie') ?? ''
  world.pass(120)
})
afterEach(() => world.close())

const arrive = async (changes: Record<string, string>) =>
  world.signing.authorize(await world.signing.push({ ...authTime, ...changes }), { cookie: cookie.split(';')[0] ?? '' })

test('the cookie of a login stays on this host, over secure transport, away from scripts', () => {
  expect(cookie).toMatch(/^__Host-oidc-mock-session=[\w-]{43}; /)
  for (const attribute of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']) expect(cookie).toContain(attribute)
  expect(cookie).not.toContain('Domain')
})

describe('an earlier login is reused, with its old auth_time', () => {
  test.each([
    ['when the client asks nothing special', {}],
    ['with prompt=none', { prompt: 'none' }],
    ['when max_age allows it', { max_age: '120' }],
    ['when the hint names the same person', { login_hint: 'persona:anna' }],
    ['within the scope of the same source', { scope: 'openid idp_scoping:digid' }],
  ])('%s', async (_name, changes) => {
    const code = answerOf(await arrive(changes)).get('code') ?? ''
    const { claims } = await readToken(await world.signing.redeem(code))
    expect(claims['auth_time']).toBe(loggedInAt)
  })
})

describe('the page is shown again', () => {
  const acr = { essential: true, values: ['urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI'] }
  test.each([
    ['with prompt=login', { prompt: 'login' }],
    ['with prompt=select_account', { prompt: 'select_account' }],
    ['when the login is older than max_age', { max_age: '119' }],
    ['with max_age=0', { max_age: '0' }],
    ['when that person cannot reach the essential level', { claims: JSON.stringify({ id_token: { acr } }) }],
    ['when the scope excludes that person', { scope: 'openid idp_scoping:eidas' }],
  ])('%s', async (_name, changes) => {
    const response = await arrive(changes)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('data-testid="cancel"')
  })

  test('after half an hour', async () => {
    world.pass(1800)
    expect((await arrive({})).status).toBe(200)
  })
})

test('prompt=none together with a max_age that has passed asks for a login', async () => {
  expect(answerOf(await arrive({ prompt: 'none', max_age: '60' })).get('error')).toBe('login_required')
})

test('prompt=login with a hint is a new login: a new auth_time and a new cookie, and the old cookie is worth nothing', async () => {
  const response = await arrive({ prompt: 'login', login_hint: 'persona:anna' })
  const { claims } = await readToken(await world.signing.redeem(answerOf(response).get('code') ?? ''))
  expect(claims['auth_time']).toBe(loggedInAt + 120)
  expect(response.headers.get('set-cookie')).not.toBe(cookie)
  expect((await arrive({})).status).toBe(200)
})

test('a hint for somebody else is a new login', async () => {
  const response = await arrive({ login_hint: 'persona:daan' })
  const { claims } = await readToken(await world.signing.redeem(answerOf(response).get('code') ?? ''))
  expect(claims).toMatchObject({ given_name: 'Daan', auth_time: loggedInAt + 120 })
})
