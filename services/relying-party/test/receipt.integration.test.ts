import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { listen, silentLogger } from '@waarmerk/service-kit'
import { configSchema, createApp } from '../src/index.ts'
import { Browser } from './browser.ts'
import { load } from './markup.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  const { api } = world
  api.calls.length = 0
  api.refusals.clear()
  api.silent = false
  api.status = 'invited'
  api.othersStillToSign = false
  api.transaction = { id: randomUUID(), status: 'open', failure: null, receipt: null }
})

const heading = ({ last }: Browser) => load(last?.text ?? '').headings[0]
const problem = ({ last }: Browser) => load(last?.text ?? '').problem
const words = ({ last }: Browser) => load(last?.text ?? '').words
const json = { accept: 'application/json' }

/** Agreed, sent, and back with a callback that the service took in. */
const returned = async (authorised: () => void, status: 200 | 202 = 200) => {
  const visitor = await world.identified()
  await visitor.get('/confirm')
  await visitor.submit('/confirm', { agree: 'yes' })
  authorised()
  world.api.authorised = status
  await visitor.follow(await visitor.get(`/callback/signing/digid?code=abc&state=${world.api.state}&iss=op`))
  return visitor
}

const busy = () => {
  world.api.transaction = { ...world.api.transaction, status: 'authorised' }
}

test('while the signature is made the page asks again by itself, without JavaScript too, and then tells it', async () => {
  const visitor = await returned(busy, 202)
  expect(heading(visitor)).toBe('We zijn bezig met uw ondertekening')
  expect(visitor.last?.text).toContain('<noscript><meta http-equiv="refresh" content="5"></noscript>')
  expect(await visitor.get('/receipt/status', json)).toMatchObject({ status: 200, text: '{"ended":false}' })
  world.api.sign()
  expect(await visitor.get('/receipt/status', json)).toMatchObject({ text: '{"ended":true}' })
  await visitor.get('/receipt')
  expect(heading(visitor)).toBe('U hebt ondertekend')
})

test('a restart, or another instance, knows as much: everything is in the browser or at the service', async () => {
  const visitor = await returned(busy, 202)
  const config = configSchema.parse(world.config)
  const other = await listen(createApp(config, { logger: silentLogger }), { host: 'localhost', port: 0 })
  try {
    const elsewhere = new Browser(`http://localhost:${other.port}`)
    for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value)
    await elsewhere.get('/receipt')
    expect(heading(elsewhere)).toBe('We zijn bezig met uw ondertekening')
  } finally {
    await other.close()
  }
})

test('while somebody else must still sign, nothing says that it is done', async () => {
  const visitor = await returned(() => world.api.sign(false))
  expect(heading(visitor)).toBe('U hebt ondertekend. Het is nog niet klaar.')
  expect(words(visitor)).toContain('Er moet nog iemand ondertekenen. U krijgt bericht als alles klaar is.')
  expect(words(visitor)).not.toMatch(/afgerond/)
})

test.each([
  ['ERR_ACTOR_MISMATCH', 'person', 'U kunt dit document niet openen'],
  ['ERR_SIGNING_TIMEOUT', 'upstream', 'Ondertekenen lukt nu niet'],
  ['ERR_AUTHORISATION_LOST', 'person', 'Begin opnieuw met ondertekenen'],
  ['ERR_NEVER_HEARD_OF', 'defect', 'Er gaat iets mis bij ons'],
] as const)('a transaction that failed with %s tells why', async (code, kind, page) => {
  const visitor = await returned(() => {
    world.api.transaction = { ...world.api.transaction, status: 'failed', failure: { code, kind } }
  })
  expect(heading(visitor)).toBe(page)
})

test('a transaction that another window took over says so', async () => {
  const visitor = await returned(() => {
    world.api.transaction = { ...world.api.transaction, status: 'superseded' }
  })
  expect(heading(visitor)).toBe('Begin opnieuw met ondertekenen')
})

test('when the service falls silent during the callback, nothing is said that is not known', async () => {
  const visitor = await returned(() => {
    world.api.silent = true
  })
  expect(heading(visitor)).toBe('We weten nog niet of het is gelukt')
  expect(problem(visitor)).toBe('ERR_OUTCOME_UNKNOWN')
  expect(words(visitor)).not.toContain('Er is niets ondertekend')
  expect(visitor.last?.status).toBe(503)
  world.api.silent = false
  world.api.sign()
  await visitor.get('/receipt')
  expect(heading(visitor)).toBe('U hebt ondertekend')
})

test('the service says that it is being handled already: the page waits for the outcome', async () => {
  world.api.refusals.set('authoriseTransaction', { status: 409, code: 'ERR_TRANSACTION_IN_PROGRESS' })
  const visitor = await returned(busy)
  expect(heading(visitor)).toBe('We zijn bezig met uw ondertekening')
})

test.each(['/read', '/confirm', '/decline', '/start'])(
  'who comes back to %s after signing gets the receipt',
  async (path) => {
    const visitor = await returned(() => world.api.sign())
    await visitor.follow(await visitor.get(path))
    expect(heading(visitor)).toBe('U hebt ondertekend')
    expect(words(visitor)).toContain('K7QM-2WX9')
  },
)

test('who logs in again in this browser after signing gets the receipt', async () => {
  const visitor = await returned(() => world.api.sign())
  visitor.cookies.delete('__Host-session')
  await visitor.get('/receipt')
  expect(heading(visitor)).toBe('U bent uitgelogd')
  await visitor.get('/start')
  const login = await visitor.submit('/login/digid')
  const answer = await fetch(login.location ?? '', { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  await visitor.follow(await visitor.get(back.pathname + back.search))
  expect(heading(visitor)).toBe('U hebt ondertekend')
})

test('who logs in elsewhere after signing can still download the signed document', async () => {
  world.api.sign()
  const visitor = await world.identified()
  expect(heading(visitor)).toBe('U hebt al ondertekend')
  const [document] = world.api.documents
  expect(visitor.last?.text).toContain(`/documents/${document?.id}/revisions/1`)
})

test('the receipt downloads the signed revision under a name that says so', async () => {
  const visitor = await returned(() => {
    world.api.head = 2
    world.api.sign()
  })
  const path = /href="(\/documents\/[^"]+)"/.exec(visitor.last?.text ?? '')?.[1] ?? ''
  const download = await visitor.get(path)
  expect(download.status).toBe(200)
  expect(download.headers.get('content-disposition')).toContain('(ondertekend).pdf"')
  expect(download.text).toMatch(/^%PDF/)
  world.api.head = 1
})

test('without a login there is no receipt and no status', async () => {
  const visitor = await world.invited()
  expect(await visitor.get('/receipt')).toMatchObject({ status: 401 })
  expect(await visitor.get('/receipt/status', json)).toMatchObject({
    status: 401,
    text: '{"code":"ERR_SESSION_MISSING"}',
  })
})

test('who is logged in and has not signed is sent to the document', async () => {
  const visitor = await world.identified()
  expect(await visitor.get('/receipt')).toMatchObject({ status: 303, location: '/read' })
})
