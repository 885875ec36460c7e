import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { JWTPayload } from 'jose'
import type { Browser } from './browser.ts'
import { load } from './markup.ts'
import type { Behaviour } from './openid-provider.ts'
import { createWorld, throughProvider, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.op.behaviour = {}
  world.api.calls.length = 0
  world.api.refusals.clear()
  world.api.silent = false
})

const heading = ({ last }: Browser) => load(last?.text ?? '').headings[0]
const problem = ({ last }: Browser) => load(last?.text ?? '').problem
const words = ({ last }: Browser) => load(last?.text ?? '').words
const hasSession = ({ cookies }: Browser) => cookies.has('__Host-session')

/** A login whose callback is changed on its way back. */
const logIn = async (change: (back: URL) => string = (back) => back.pathname + back.search) => {
  const visitor = await world.invited()
  const sent = await visitor.submit('/login/digid')
  const answer = await fetch(sent.location ?? '', { redirect: 'manual' })
  const callback = await visitor.get(change(new URL(answer.headers.get('location') ?? '')))
  await visitor.follow(callback)
  return { visitor, callback }
}

test('the login request asks for a new login at the level, with the nonce of the signing service, and is pushed', async () => {
  const visitor = await world.invited()
  const sent = await visitor.submit('/login/digid')
  const [opened] = world.api.callsOf('openIdentification')
  expect(opened?.body).toEqual({ provider: 'digid' })
  const pushed = Object.fromEntries(world.op.pushed.at(-1) ?? [])
  expect(pushed).toMatchObject({
    client_id: 'login',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${world.origin}/callback/login/digid`,
    code_challenge_method: 'S256',
    prompt: 'login',
    max_age: '600',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  })
  expect(pushed['nonce']).toMatch(/^[\w-]{43}$/)
  expect(pushed).not.toHaveProperty('acr_values')
  expect(JSON.parse(pushed['claims'] ?? '')).toEqual({
    id_token: {
      auth_time: { essential: true },
      acr: {
        essential: true,
        values: [
          'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
          'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
        ],
      },
    },
  })
  expect([...new URL(sent.location ?? '').searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
})

test('a good login hands the raw ID token to the signing service, once, and shows the document', async () => {
  const { visitor, callback } = await logIn()
  expect(callback).toMatchObject({ status: 303, location: '/read' })
  expect(heading(visitor)).toBe('Lees het document')
  const [completed] = world.api.callsOf('completeIdentification')
  expect(String(completed?.body['idToken']).split('.')).toHaveLength(3)
  expect(world.op.redeemed.at(-1)?.get('redirect_uri')).toBe(`${world.origin}/callback/login/digid`)
})

const repeat = (name: string) => (back: URL) =>
  `${back.pathname}${back.search}&${name}=${encodeURIComponent(back.searchParams.get(name) ?? 'x')}`
const without = (name: string) => (back: URL) => {
  back.searchParams.delete(name)
  return back.pathname + back.search
}
const withValue = (name: string, value: string) => (back: URL) => {
  back.searchParams.set(name, value)
  return back.pathname + back.search
}

const pages = {
  ERR_LOGIN_STATE: 'Begin opnieuw met inloggen',
  ERR_LOGIN_PARAMETERS: 'Begin opnieuw met inloggen',
  ERR_LOGIN_PROVIDER: 'Inloggen lukt nu niet',
  ERR_LOGIN_PROVIDER_UNKNOWN: 'Deze pagina bestaat niet',
}

test.each<[string, (back: URL) => string, keyof typeof pages]>([
  ['has no state', without('state'), 'ERR_LOGIN_STATE'],
  ['has a forged state', withValue('state', 'forged'), 'ERR_LOGIN_STATE'],
  ['has two states', repeat('state'), 'ERR_LOGIN_PARAMETERS'],
  ['has two codes', repeat('code'), 'ERR_LOGIN_PARAMETERS'],
  ['has two issuers', repeat('iss'), 'ERR_LOGIN_PARAMETERS'],
  ['has an unknown parameter twice', (back) => `${back.pathname}${back.search}&x=1&x=1`, 'ERR_LOGIN_PARAMETERS'],
  ['is enormous', (back) => `${back.pathname}${back.search}&x=${'x'.repeat(9000)}`, 'ERR_LOGIN_PARAMETERS'],
  ['comes to another provider', (back) => `/callback/login/eidas${back.search}`, 'ERR_LOGIN_STATE'],
  [
    'comes to a provider that does not exist',
    (back) => `/callback/login/x${back.search}`,
    'ERR_LOGIN_PROVIDER_UNKNOWN',
  ],
  ['has no issuer (RFC 9207)', without('iss'), 'ERR_LOGIN_PROVIDER'],
  ['names another issuer', withValue('iss', 'https://evil.example'), 'ERR_LOGIN_PROVIDER'],
  ['has no code', without('code'), 'ERR_LOGIN_PROVIDER'],
  ['has a code of somebody else', withValue('code', 'stolen'), 'ERR_LOGIN_PROVIDER'],
  [
    'has an error of another login',
    (back) => `${back.pathname}?error=access_denied&state=other&iss=x`,
    'ERR_LOGIN_STATE',
  ],
])('a callback that %s logs nobody in', async (_, change, code) => {
  const { visitor, callback } = await logIn(change)
  expect(callback).toMatchObject({ status: 303, location: '/problem' })
  expect(problem(visitor)).toBe(code)
  expect(heading(visitor)).toBe(pages[code])
  expect(hasSession(visitor)).toBe(false)
  expect(world.api.callsOf('completeIdentification')).toEqual([])
})

test('a callback in a browser that began no login logs nobody in', async () => {
  const visitor = await world.invited()
  const sent = await visitor.submit('/login/digid')
  const other = await world.invited()
  await other.follow(await throughProvider(other, sent))
  expect(heading(other)).toBe('Begin opnieuw met inloggen')
  expect(problem(other)).toBe('ERR_LOGIN_STATE')
  expect(hasSession(other)).toBe(false)
})

test('a callback is used once, even when it failed', async () => {
  const visitor = await world.invited()
  const sent = await visitor.submit('/login/digid')
  world.op.behaviour = { tokenStatus: 500 }
  const answer = await fetch(sent.location ?? '', { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  await visitor.follow(await visitor.get(back.pathname + back.search))
  expect(heading(visitor)).toBe('Inloggen lukt nu niet')
  world.op.behaviour = {}
  await visitor.follow(await visitor.get(back.pathname + back.search))
  expect(heading(visitor)).toBe('Begin opnieuw met inloggen')
})

test('Back to the callback after a good login leads to the document again', async () => {
  const visitor = await world.invited()
  const sent = await visitor.submit('/login/digid')
  const answer = await fetch(sent.location ?? '', { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  await visitor.get(back.pathname + back.search)
  expect(await visitor.get(back.pathname + back.search)).toMatchObject({ status: 303, location: '/read' })
})

const now = () => Math.floor(Date.now() / 1000)
const claims = (changes: JWTPayload): Behaviour => ({
  claims: (given) =>
    Object.fromEntries(Object.entries({ ...given, ...changes }).filter(([, value]) => value !== undefined)),
})

test.each<[string, Behaviour]>([
  ['is signed with a key that was never published', { strangerSigns: true }],
  ['names a key that does not exist', { header: { alg: 'ES256', kid: 'other', typ: 'JWT' } }],
  ['is a logout token', { header: { alg: 'ES256', kid: 'op', typ: 'logout+jwt' } }],
  ['has the nonce of another login', claims({ nonce: 'A'.repeat(43) })],
  ['has no nonce', claims({ nonce: undefined })],
  ['is for another client', claims({ aud: 'other' })],
  ['is for another client too', claims({ aud: ['login', 'other'], azp: 'login' })],
  ['was given out to another client', claims({ azp: 'other' })],
  ['comes from another issuer', claims({ iss: 'https://evil.example' })],
  ['has expired', claims({ iat: now() - 1000, exp: now() - 600 })],
  ['lives for years', claims({ exp: now() + 315_360_000 })],
  ['was made last week', claims({ iat: now() - 604_800 })],
  ['was made in the future', claims({ iat: now() + 3600, exp: now() + 3700 })],
  ['has an empty sub', claims({ sub: '' })],
  ['has no auth_time', claims({ auth_time: undefined })],
  ['tells of a login of ten minutes ago', claims({ auth_time: now() - 605 })],
  ['tells of a login of one minute before this one', claims({ auth_time: now() - 61 })],
  ['tells of a login in the future', claims({ auth_time: now() + 3600 })],
])('a token that %s is not handed on, and logs nobody in', async (_, behaviour) => {
  world.op.behaviour = behaviour
  const { visitor } = await logIn()
  expect(heading(visitor)).toBe('Inloggen lukt nu niet')
  expect(words(visitor)).toContain(
    'Er is een fout opgetreden in de communicatie met DigiD. Probeert u het later nogmaals.',
  )
  expect(hasSession(visitor)).toBe(false)
  expect(world.api.callsOf('completeIdentification')).toEqual([])
})

test.each<[string, Behaviour]>([
  ['the provider could not reach the level', { error: 'unmet_authentication_requirements' }],
  ['the token is of a lower level', claims({ acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract' })],
  ['the token is of a level nobody knows', claims({ acr: 'very-high' })],
  ['the token tells no level', claims({ acr: undefined })],
])('when %s, the page tells how to log in more securely and until when', async (_, behaviour) => {
  world.op.behaviour = behaviour
  const { visitor } = await logIn()
  expect(heading(visitor)).toBe('U moet veiliger inloggen')
  expect(words(visitor)).toContain('Voor dit document is DigiD Substantieel nodig.')
  expect(words(visitor)).toContain('Het document staat klaar tot 31 december 2026.')
  expect(words(visitor)).toContain('Er is niets ondertekend.')
  expect(hasSession(visitor)).toBe(false)
})

const cancelled = 'U hebt het inloggen geannuleerd. Er is niets ondertekend.'
const providerFault = 'Er is een fout opgetreden in de communicatie met DigiD.'

test.each<[string, Behaviour, string, string]>([
  ['the person cancels', { error: 'access_denied' }, 'ERR_LOGIN_CANCELLED', cancelled],
  ['the provider fails', { error: 'server_error' }, 'ERR_LOGIN_PROVIDER', providerFault],
  ['the token endpoint fails', { tokenStatus: 503 }, 'ERR_LOGIN_PROVIDER', providerFault],
])('when %s, the page says so', async (_, behaviour, code, sentence) => {
  world.op.behaviour = behaviour
  const { visitor } = await logIn()
  expect(problem(visitor)).toBe(code)
  expect(words(visitor)).toContain(sentence)
})

test('a provider that does not take the request is a fault of the provider, and the next try starts afresh', async () => {
  const visitor = await world.invited()
  world.op.behaviour = { parStatus: 503 }
  await visitor.follow(await visitor.submit('/login/digid'))
  expect(heading(visitor)).toBe('Inloggen lukt nu niet')
  world.op.behaviour = {}
  await visitor.get('/start')
  expect((await visitor.submit('/login/digid')).location).toContain(world.op.issuer)
})

test('the wrong person sees nothing of the document, and gets a code to mention', async () => {
  world.api.refusals.set('completeIdentification', { status: 403, code: 'ERR_SIGNER_MISMATCH', reference: 'B4TZ-90QA' })
  const { visitor } = await logIn()
  expect(heading(visitor)).toBe('U kunt dit document niet openen')
  expect(words(visitor)).toContain('Misschien bent u ingelogd met de DigiD van iemand anders.')
  expect(words(visitor)).toContain('Lukt het niet? Bel 14 0123 en noem code B4TZ-90QA.')
  expect(visitor.last?.text).not.toContain('paspoort')
  await visitor.follow(await visitor.submit('/logout'))
  expect(heading(visitor)).toBe('Onderteken een document')
})

test('a login button pressed twice begins one login', async () => {
  const visitor = await world.invited()
  const [first, second] = await Promise.all([visitor.submit('/login/digid'), visitor.submit('/login/digid')])
  expect(first.location).toBe(second.location)
  expect(world.api.callsOf('openIdentification')).toHaveLength(1)
})

test('two windows can log in beside each other', async () => {
  const visitor = await world.invited()
  const one = await visitor.submit('/login/digid')
  await visitor.get('/start')
  const two = await visitor.submit('/login/eidas')
  expect(await throughProvider(visitor, one)).toMatchObject({ location: '/read' })
  expect(await throughProvider(visitor, two)).toMatchObject({ location: '/read' })
})

test('a login that leads to another origin than the provider’s is refused', async () => {
  const elsewhere = await createWorld({
    config: {},
    overrides: {
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        if (!String(input).endsWith('openid-configuration')) return response
        const metadata = (await response.json()) as object
        return Response.json({ ...metadata, authorization_endpoint: 'https://evil.example/authorize' })
      },
    },
  })
  try {
    const visitor = await elsewhere.invited()
    await visitor.follow(await visitor.submit('/login/digid'))
    expect(heading(visitor)).toBe('Inloggen lukt nu niet')
  } finally {
    await elsewhere.close()
  }
})
