import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createLogger } from '@waarmerk/service-kit'
import type { Browser } from './browser.ts'
import { load } from './markup.ts'
import { locator } from './signing-api.ts'
import { createWorld, throughProvider, type World } from './world.ts'

let world: World
let clock = 0
const lines: string[] = []
beforeAll(async () => {
  const logger = createLogger({
    service: 'relying-party',
    level: 'debug',
    destination: { write: (line: string) => lines.push(line) },
  })
  world = await createWorld({ overrides: { now: () => new Date(Date.now() + clock), logger } })
})
afterAll(() => world.close())
beforeEach(() => {
  clock = 0
  world.api.calls.length = 0
  world.api.refusals.clear()
  world.api.status = 'invited'
  world.api.language = 'nl'
  world.op.behaviour = {}
})

const heading = ({ last }: Browser) => load(last?.text ?? '').headings[0]
const problem = ({ last }: Browser) => load(last?.text ?? '').problem
const minutes = (count: number) => count * 60_000

test('who does nothing for twenty minutes is logged out, and gets back to where they were', async () => {
  const visitor = await world.identified()
  clock = minutes(19)
  await visitor.get('/read')
  expect(heading(visitor)).toBe('Lees het document')
  clock = minutes(29)
  await visitor.get('/read')
  expect(heading(visitor)).toBe('Lees het document')
  clock = 0
  const idle = await world.identified()
  clock = minutes(21)
  expect(await idle.get('/read')).toMatchObject({ status: 401 })
  expect(heading(idle)).toBe('U bent uitgelogd')
  clock = 0
  await idle.get('/start')
  await idle.follow(await throughProvider(idle, await idle.submit('/login/digid')))
  expect(heading(idle)).toBe('Lees het document')
})

test('after half an hour everybody is logged out, busy or not', async () => {
  const visitor = await world.identified()
  for (const at of [10, 20, 29]) {
    clock = minutes(at)
    expect(await visitor.get('/read')).toMatchObject({ status: 200 })
  }
  clock = minutes(31)
  expect(await visitor.get('/read')).toMatchObject({ status: 401 })
})

test('a session lives no longer than the signer session behind it', async () => {
  world.api.sessionMinutes = 5
  const visitor = await world.identified()
  world.api.sessionMinutes = 30
  clock = minutes(6)
  expect(await visitor.get('/read')).toMatchObject({ status: 401 })
})

test('staying logged in moves the idle end, never the last one', async () => {
  const visitor = await world.identified()
  clock = minutes(15)
  const answer = await visitor.post('/session/extension', load(visitor.last?.text ?? '').formFields('/logout'))
  const { ends } = JSON.parse(answer.text)
  expect(Date.parse(ends) - Date.now()).toBeLessThanOrEqual(minutes(30))
  expect(Date.parse(ends) - Date.now()).toBeGreaterThan(minutes(29))
})

test('logging out ends the session in this browser', async () => {
  const visitor = await world.identified()
  expect(await visitor.submit('/logout')).toMatchObject({ status: 303, location: '/start' })
  expect(visitor.cookies.has('__Host-session')).toBe(false)
  expect(await visitor.get('/read')).toMatchObject({ status: 401 })
})

test('each login is a new session, with a new form token', async () => {
  const visitor = await world.identified()
  const before = load(visitor.last?.text ?? '').formFields('/logout')
  await visitor.submit('/logout')
  await visitor.get('/start')
  await visitor.follow(await throughProvider(visitor, await visitor.submit('/login/digid')))
  expect(load(visitor.last?.text ?? '').formFields('/logout')).not.toEqual(before)
})

test('the link of another signer on the same device logs the first one out, also for when the first link is opened again', async () => {
  const visitor = await world.identified()
  const own = world.api.signerId
  try {
    world.api.signerId = '0b7a4f0e-3c1c-4a0e-9d6e-0f6f5b7f1a11'
    await visitor.follow(await visitor.get(`/s/${locator}`))
    expect(heading(visitor)).toBe('Onderteken een document')
    expect(await visitor.get('/read')).toMatchObject({ status: 401 })
  } finally {
    world.api.signerId = own
  }
  await visitor.follow(await visitor.get(`/s/${locator}`))
  expect(await visitor.get('/read')).toMatchObject({ status: 401 })
})

test.each(['/', '/start', '/start/code', '/start/paper'])('switching the language keeps the page %s', async (path) => {
  const visitor = await world.invited()
  await visitor.get(path)
  const dutch = heading(visitor)
  expect(await visitor.get(`${path}?lang=en`)).toMatchObject({ status: 303, location: path })
  await visitor.get(path)
  expect(load(visitor.last?.text ?? '').language).toBe('en')
  expect(heading(visitor)).not.toBe(dutch)
  await visitor.follow(await visitor.get(`${path}?lang=nl`))
  expect(heading(visitor)).toBe(dutch)
})

test('a page of what went wrong keeps its words in the other language, and reloading repeats nothing', async () => {
  world.op.behaviour = { error: 'access_denied' }
  const visitor = await world.invited()
  await visitor.follow(await throughProvider(visitor, await visitor.submit('/login/digid')))
  expect(heading(visitor)).toBe('U hebt geannuleerd')
  const calls = world.api.calls.length
  await visitor.follow(await visitor.get('/problem?lang=en'))
  expect(heading(visitor)).toBe('You have cancelled')
  expect(world.api.calls).toHaveLength(calls)
})

test('a link from an English request opens in English, unless the person chose Dutch', async () => {
  world.api.language = 'en'
  const visitor = await world.invited()
  expect(heading(visitor)).toBe('Sign a document')
  const chosen = world.browser()
  await chosen.get('/?lang=nl')
  await chosen.follow(await chosen.get(`/s/${locator}`))
  expect(heading(chosen)).toBe('Onderteken een document')
})

test.each([
  ['a code', locator],
  ['a code with spaces', ` ${locator.slice(0, 8)} ${locator.slice(8)}`],
  ['the whole link', `http://localhost:4000/s/${locator}`],
])('typing %s leads to the same place as the link', async (_, code) => {
  const visitor = world.browser()
  await visitor.get('/start')
  expect(heading(visitor)).toBe('Vul uw code in')
  await visitor.follow(await visitor.submit('/start', { code }))
  expect(heading(visitor)).toBe('Onderteken een document')
})

test.each([
  ['', 'Vul de code in.'],
  ['onbekend', 'We kennen deze code niet.'],
  ['een-code-die-lang-genoeg-is-maar-onbekend', 'We kennen deze code niet.'],
  ["<script>alert('x')</script>", 'We kennen deze code niet.'],
])('typing %j says what is wrong and where', async (code, sentence) => {
  const visitor = world.browser()
  await visitor.get('/start/code')
  const answer = await visitor.submit('/start', { code })
  expect(answer.status).toBe(422)
  expect(load(answer.text).words.split(sentence)).toHaveLength(3)
  expect(load(answer.text).title).toMatch(/^Fout: /)
  expect(answer.text).not.toContain('alert(')
})

test.each([
  ['/s/short', 'ERR_INVITATION_MISSING'],
  ['/s/een-link-die-lang-genoeg-is-maar-onbekend', 'ERR_LOCATOR_UNKNOWN'],
  [`/s/${locator}%00`, 'ERR_INVITATION_MISSING'],
])('the link %s has ended', async (path, code) => {
  const visitor = world.browser()
  expect(await visitor.get(path)).toMatchObject({ status: 404 })
  expect(heading(visitor)).toBe('Deze link werkt niet meer')
  expect(problem(visitor)).toBe(code)
})

test('a login form sent after the browser forgot its link begins no login', async () => {
  const visitor = await world.invited()
  visitor.cookies.clear()
  world.api.calls.length = 0
  await visitor.follow(await visitor.submit('/login/digid'))
  expect(heading(visitor)).toBe('Deze link werkt niet meer')
  expect(problem(visitor)).toBe('ERR_INVITATION_MISSING')
  expect(world.api.calls).toEqual([])
})

test.each(['cancelled', 'expired'] as const)('a request that is %s can be neither read nor signed', async (status) => {
  const visitor = await world.identified()
  await visitor.get('/confirm')
  const agreeing = visitor.last
  world.api.status = status
  for (const path of ['/read', '/confirm']) {
    expect(await visitor.get(path)).toMatchObject({ status: 410 })
    expect(heading(visitor)).toBe('U kunt dit document niet meer ondertekenen')
    expect(problem(visitor)).toBe('ERR_REQUEST_CLOSED')
  }
  visitor.last = agreeing
  await visitor.follow(await visitor.submit('/confirm'))
  expect(problem(visitor)).toBe('ERR_REQUEST_CLOSED')
  expect(world.api.callsOf('openTransaction')).toEqual([])
})

test('an address that nobody knows or can read does not exist, and a form that is too long is refused', async () => {
  const visitor = await world.invited()
  expect(await visitor.get('/nergens')).toMatchObject({ status: 404 })
  expect(problem(visitor)).toBe('ERR_PAGE_UNKNOWN')
  expect(await visitor.get('/s/%ff%fe')).toMatchObject({ status: 404 })
  expect(heading(visitor)).toBe('Deze pagina bestaat niet')
  await visitor.get('/start')
  await visitor.follow(await visitor.submit('/login/digid', { x: 'x'.repeat(40_000) }))
  expect(heading(visitor)).toBe('Deze pagina is niet meer geldig')
})

test('the page that somebody was logged out does not log out who logged in again', async () => {
  const visitor = await world.identified()
  world.api.refusals.set('openTransaction', { status: 401, code: 'ERR_SIGNER_SESSION_INVALID' })
  await visitor.get('/confirm')
  await visitor.follow(await visitor.submit('/confirm', { agree: 'yes' }))
  expect(heading(visitor)).toBe('U bent uitgelogd')
  await visitor.get('/start')
  await visitor.follow(await throughProvider(visitor, await visitor.submit('/login/digid')))
  await visitor.get('/problem')
  expect(await visitor.get('/read')).toMatchObject({ status: 200 })
})

test('when the signing service is away, the start page says so', async () => {
  const visitor = await world.invited()
  world.api.silent = true
  try {
    expect(await visitor.get('/start')).toMatchObject({ status: 503 })
    expect(heading(visitor)).toBe('Ondertekenen lukt nu niet')
  } finally {
    world.api.silent = false
  }
})

test('every form is refused that comes from elsewhere, without token, or with the token of another', async () => {
  const visitor = await world.identified()
  const stranger = await world.identified()
  const theirs = load(stranger.last?.text ?? '').formFields('/logout')
  const own = load(visitor.last?.text ?? '').formFields('/logout')
  world.api.calls.length = 0
  const attempts: [readonly [string, string][], Record<string, string>][] = [
    [own, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [own, { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }],
    [own, { origin: 'null' }],
    [own, {}],
    [[], visitor.formHeaders],
    [[['formToken', '']], visitor.formHeaders],
    [theirs, visitor.formHeaders],
  ]
  for (const [fields, headers] of attempts) {
    for (const path of ['/logout', '/confirm', '/decline', '/login/digid', '/session/extension']) {
      const answer = await visitor.post(path, [...fields, ['agree', 'yes']], headers)
      expect(answer).toMatchObject({ status: 303, location: '/problem' })
    }
  }
  expect(await visitor.post('/start', [['code', locator]], { origin: 'https://evil.example' })).toMatchObject({
    location: '/problem',
  })
  expect(world.api.calls).toEqual([])
  await visitor.get('/problem')
  expect(heading(visitor)).toBe('Deze pagina is niet meer geldig')
  expect(problem(visitor)).toBe('ERR_FORM_REFUSED')
  expect(visitor.cookies.has('__Host-session')).toBe(true)
})

test('a form before login is bound to the link that was opened', async () => {
  const visitor = await world.invited()
  const stranger = await world.invited()
  const theirs = load(stranger.last?.text ?? '').formFields('/login/digid')
  expect(await visitor.post('/login/digid', theirs)).toMatchObject({ location: '/problem' })
})

test('every answer has strict headers: no inline script, no frame, no cache, no referrer to others', async () => {
  const visitor = await world.identified()
  for (const path of [
    '/',
    '/start/code',
    '/read',
    '/confirm',
    '/nergens',
    '/health/live',
    '/.well-known/security.txt',
  ]) {
    const { headers } = await visitor.get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("worker-src 'self'")
    expect(policy).toContain(`form-action 'self' ${world.op.issuer}`)
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(headers.get('x-powered-by')).toBeNull()
  }
})

test('every cookie is for this host only, encrypted or harmless, and Lax', async () => {
  const visitor = world.browser()
  const { headers } = await visitor.get(`/s/${locator}`)
  for (const line of headers.getSetCookie()) {
    expect(line).toMatch(/^__Host-[a-z]+=[\w.-]*; Path=\/; HttpOnly; Secure; SameSite=Lax(; Max-Age=\d+)?$/)
  }
})

test('assets have names made of their content, are kept for ever and come compressed', async () => {
  const visitor = await world.identified()
  const urls = [...(visitor.last?.text ?? '').matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => url ?? '')
  expect(urls.length).toBeGreaterThanOrEqual(4)
  for (const url of urls) {
    const answer = await visitor.get(url, { 'accept-encoding': 'gzip' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
  }
  const fonts = await visitor.get('/assets/pdfjs/fonts/LiberationSans-Regular.ttf')
  expect(fonts.status).toBe(200)
  expect(await visitor.get('/assets/pdfjs/fonts/..%2f..%2fpackage.json')).toMatchObject({ status: 404 })
})

test('security.txt tells where to report, and until when that holds', async () => {
  const { text, headers } = await world.browser().get('/.well-known/security.txt')
  expect(headers.get('content-type')).toContain('text/plain')
  expect(text).toContain('Contact: mailto:security@voorbeeld.example\n')
  const expires = /Expires: (.*)\n/.exec(text)?.[1] ?? ''
  expect(Date.parse(expires)).toBeGreaterThan(Date.now())
  expect(Date.parse(expires)).toBeLessThan(Date.now() + 366 * 86_400_000)
})

test('health is told to whoever asks', async () => {
  expect(await world.browser().get('/health/ready')).toMatchObject({ status: 200 })
})

test('no link, code, state, token, session, title or query string is ever logged', async () => {
  lines.length = 0
  const visitor = await world.identified()
  await visitor.get('/confirm')
  await visitor.submit('/confirm', { agree: 'yes' })
  world.op.behaviour = { strangerSigns: true }
  const failing = await world.invited()
  await failing.follow(await throughProvider(failing, await failing.submit('/login/digid')))
  world.api.refusals.set('openTransaction', { status: 503, code: 'ERR_TSA_UNREACHABLE' })
  await visitor.get('/confirm')
  await visitor.submit('/confirm', { agree: 'yes' })
  await visitor.get('/start?bsn=999994669')
  const log = lines.join('')
  expect(lines.length).toBeGreaterThan(10)
  expect(log).toContain('ERR_LOGIN_PROVIDER')
  expect(log).toContain('/callback/login/:provider')
  const redeemed = world.op.redeemed.at(-1)
  for (const secret of [
    locator,
    '999994669',
    'paspoort',
    world.api.signerSession,
    redeemed?.get('code') ?? 'code',
    redeemed?.get('code_verifier') ?? 'verifier',
    ...visitor.cookies.values(),
  ]) {
    expect(log).not.toContain(secret)
  }
  expect(log).not.toMatch(/[?&](code|state|lang)=|eyJ/)
})
