import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Browser } from './browser.ts'
import { load } from './markup.ts'
import { statements } from './signing-api.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ titles: ['Toestemming voor Sem', 'Toestemming voor Noor'] })
})
afterAll(() => world.close())
beforeEach(() => {
  const { api } = world
  api.calls.length = 0
  api.refusals.clear()
  api.silent = false
  api.status = 'invited'
  api.head = 1
  api.authorised = 200
  api.othersStillToSign = false
  api.authorizationUrl = `${world.op.issuer}/authorize?client_id=signing&request_uri=x`
  api.transaction = { id: randomUUID(), status: 'open', failure: null, receipt: null }
})

const heading = ({ last }: Browser) => load(last?.text ?? '').headings[0]
const problem = ({ last }: Browser) => load(last?.text ?? '').problem
const words = ({ last }: Browser) => load(last?.text ?? '').words
const agree = (visitor: Browser) => visitor.submit('/confirm', { agree: 'yes' })

const confirming = async () => {
  const visitor = await world.identified()
  await visitor.get('/confirm')
  return visitor
}
/** Agreed and sent to the provider; what comes back is up to the test. */
const sent = async () => {
  const visitor = await confirming()
  const answer = await agree(visitor)
  expect(answer).toMatchObject({ status: 303, location: world.api.authorizationUrl })
  return visitor
}
const callback = (query = `code=abc&state=${world.api.state}&iss=op`) => `/callback/signing/digid?${query}`

test('agreeing names every document as shown, the statement as read, and nothing else', async () => {
  await sent()
  const [opened] = world.api.callsOf('openTransaction')
  expect(opened?.session).toBe(world.api.signerSession)
  expect(opened?.body).toEqual({
    documents: world.api.signerCase().documents.map(({ id, head }) => ({ id, revision: 1, sha256: head.sha256 })),
    statement: { lang: 'nl', sha256: statements[0]?.sha256 },
  })
})

test('the statement is on the page word for word, in the language of the page', async () => {
  const visitor = await confirming()
  expect(words(visitor)).toContain(statements[0]?.text)
  await visitor.follow(await visitor.get('/confirm?lang=en'))
  expect(heading(visitor)).toBe('Check and sign')
  expect(words(visitor)).toContain(statements[1]?.text)
  await agree(visitor)
  expect(world.api.callsOf('openTransaction')[0]?.body['statement']).toEqual({
    lang: 'en',
    sha256: statements[1]?.sha256,
  })
})

test('without a tick nothing is opened, and the page says what is missing, on top and at the box', async () => {
  const visitor = await confirming()
  const answer = await visitor.submit('/confirm')
  expect(answer.status).toBe(422)
  expect(load(answer.text).title).toBe('Fout: Controleer en onderteken – Gemeente Voorbeeld')
  expect(answer.text.match(/Zet een vinkje als u akkoord gaat\./g)).toHaveLength(2)
  expect(answer.text).toContain('href="#agree"')
  expect(world.api.callsOf('openTransaction')).toEqual([])
  expect((await agree(visitor)).location).toBe(world.api.authorizationUrl)
})

/** Logged in, but the page with the documents was never opened. */
const freshlyIdentified = async () => {
  const visitor = await world.invited()
  const login = await visitor.submit('/login/digid')
  const answer = await fetch(login.location ?? '', { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  await visitor.get(back.pathname + back.search)
  return visitor
}

test('who has not seen the documents is shown them before anything can be signed', async () => {
  const visitor = await freshlyIdentified()
  expect(await visitor.get('/confirm')).toMatchObject({ status: 303, location: '/read' })
})

test('a document that changed since it was read must be read again: before agreeing and at the service', async () => {
  const visitor = await world.identified()
  world.api.head = 2
  await visitor.get('/confirm')
  expect(heading(visitor)).toBe('Het document is veranderd')
  world.api.head = 1
  await visitor.get('/confirm')
  world.api.refusals.set('openTransaction', { status: 409, code: 'ERR_HEAD_MOVED' })
  await visitor.follow(await agree(visitor))
  expect(heading(visitor)).toBe('Het document is veranderd')
  expect(words(visitor)).toContain('Er is niets ondertekend.')
})

test('a form that names other documents than were shown opens nothing', async () => {
  const visitor = await confirming()
  const [document] = world.api.signerCase().documents
  await visitor.follow(
    await visitor.submit('/confirm', { agree: 'yes', document: `${document?.id}:1:${'A'.repeat(43)}` }),
  )
  expect(heading(visitor)).toBe('Het document is veranderd')
  expect(world.api.callsOf('openTransaction')).toEqual([])
})

test('the button pressed twice opens one transaction, and both presses lead to it', async () => {
  const visitor = await confirming()
  const [first, second] = await Promise.all([agree(visitor), agree(visitor)])
  expect(first.location).toBe(second.location)
  expect(world.api.callsOf('openTransaction')).toHaveLength(1)
})

test('a step-up that leads to another origin than the provider’s is refused', async () => {
  const visitor = await confirming()
  world.api.authorizationUrl = 'https://evil.example/authorize'
  await visitor.follow(await agree(visitor))
  expect(heading(visitor)).toBe('Inloggen lukt nu niet')
})

test.each([
  ['a good answer', 'code=abc&state=STATE&iss=op'],
  ['an error', 'error=access_denied&error_description=x&state=STATE&iss=op'],
  ['duplicates', 'code=abc&code=def&state=STATE&iss=op&state=other'],
  ['what nobody knows', 'code=&x=%20y&state=STATE'],
])('%s is handed back whole and in order, with the session that opened the transaction', async (_, query) => {
  const visitor = await sent()
  world.api.sign()
  const real = query.replace('STATE', world.api.state)
  expect(await visitor.get(callback(real))).toMatchObject({ status: 303, location: '/receipt' })
  const [call] = world.api.callsOf('authoriseTransaction')
  expect(call).toMatchObject({ session: world.api.signerSession, params: { transactionId: world.api.transaction.id } })
  expect(call?.body['parameters']).toEqual([...new URLSearchParams(real)].map(([name, value]) => ({ name, value })))
})

test.each([
  ['has no state', 'code=abc&iss=op'],
  ['has a forged state', 'code=abc&state=forged&iss=op'],
  ['names another state first', 'state=other&code=abc&state=STATE&iss=op'],
])('a callback that %s is not handed on; the receipt tells that nothing was signed', async (_, query) => {
  const visitor = await sent()
  await visitor.follow(await visitor.get(callback(query.replace('STATE', world.api.state))))
  expect(world.api.callsOf('authoriseTransaction')).toEqual([])
  expect(heading(visitor)).toBe('Begin opnieuw met ondertekenen')
  expect(words(visitor)).toContain('Er is niets ondertekend.')
})

test('a callback in another browser, for another provider, in another session, or for the second time is not handed on', async () => {
  const visitor = await sent()
  const stranger = await world.identified()
  await stranger.follow(await stranger.get(callback()))
  expect(heading(stranger)).toBe('Begin opnieuw met ondertekenen')
  expect(problem(stranger)).toBe('ERR_STEP_UP_STATE')
  await visitor.get(callback().replace('/digid', '/eidas'))
  const cookie = [...visitor.cookies].find(([name]) => name.startsWith('__Host-signing'))
  stranger.cookies.set(...(cookie ?? ['', '']))
  await stranger.follow(await stranger.get(callback()))
  expect(heading(stranger)).toBe('Begin opnieuw met ondertekenen')
  expect(problem(stranger)).toBe('ERR_STEP_UP_STATE')
  expect(world.api.callsOf('authoriseTransaction')).toEqual([])

  world.api.sign()
  await visitor.get(callback())
  expect(await visitor.get(callback())).toMatchObject({ status: 303, location: '/receipt' })
  expect(world.api.callsOf('authoriseTransaction')).toHaveLength(1)
})

test('a callback with too many or too long parameters is not handed on', async () => {
  for (const extra of ['&x=1'.repeat(40), `&x=${'y'.repeat(4097)}`]) {
    const visitor = await sent()
    await visitor.follow(await visitor.get(callback() + extra))
    expect(heading(visitor)).toBe('Begin opnieuw met ondertekenen')
    expect(problem(visitor)).toBe('ERR_STEP_UP_PARAMETERS')
  }
  expect(world.api.callsOf('authoriseTransaction')).toEqual([])
})

test.each([
  ['ERR_AUTHORISATION_CANCELLED', 403, 'U hebt geannuleerd'],
  ['ERR_ACR_INSUFFICIENT', 403, 'U moet veiliger inloggen'],
  ['ERR_ACTOR_MISMATCH', 403, 'U kunt dit document niet openen'],
  ['ERR_CALLBACK_PARAMETERS', 400, 'Begin opnieuw met ondertekenen'],
  ['ERR_STATE_MISMATCH', 400, 'Begin opnieuw met ondertekenen'],
  ['ERR_AUTH_TIME_NOT_LATER', 403, 'U moet nog een keer inloggen'],
  ['ERR_ID_TOKEN_SIGNATURE', 502, 'Inloggen lukt nu niet'],
  ['ERR_OP_UNREACHABLE', 503, 'Inloggen lukt nu niet'],
  ['ERR_SIGNER_SESSION_INVALID', 401, 'U bent uitgelogd'],
])('the service says %s to a callback: the page is "%s"', async (code, status, page) => {
  const visitor = await sent()
  world.api.refusals.set('authoriseTransaction', { status, code })
  await visitor.follow(await visitor.get(callback()))
  expect(heading(visitor)).toBe(page)
})

test.each([
  ['ERR_TSA_UNREACHABLE', 503, 'Ondertekenen lukt nu niet'],
  ['ERR_TOO_MANY_ATTEMPTS', 403, 'U hebt te vaak geprobeerd te ondertekenen'],
  ['ERR_REQUEST_EXPIRED', 403, 'De tijd om te ondertekenen is voorbij'],
  ['ERR_SOMETHING_NEW', 500, 'Er gaat iets mis bij ons'],
])('the service says %s to who agrees: the page is "%s", and trying again works', async (code, status, page) => {
  const visitor = await confirming()
  world.api.refusals.set('openTransaction', { status, code, reference: 'REF1-2345' })
  await visitor.follow(await agree(visitor))
  expect(heading(visitor)).toBe(page)
  expect(words(visitor)).toContain('REF1-2345')
  world.api.refusals.clear()
  await visitor.get('/confirm')
  // The outcome of a failed sending is not kept.
  expect((await agree(visitor)).location).toBe(world.api.authorizationUrl)
})

test('declining needs no reason; one that is given goes to the service only', async () => {
  const visitor = await world.identified()
  await visitor.get('/decline')
  expect(heading(visitor)).toBe('Wilt u niet ondertekenen?')
  await visitor.follow(await visitor.submit('/decline', { reason: '  Ik ben het er niet mee eens.  ' }))
  expect(heading(visitor)).toBe('U hebt niet ondertekend')
  expect(world.api.callsOf('declineToSign')[0]?.body).toEqual({ reason: 'Ik ben het er niet mee eens.' })
  await visitor.get('/read')
  expect(heading(visitor)).toBe('U hebt niet ondertekend')
})

test('declining without a reason, or twice, is one decline', async () => {
  const visitor = await world.identified()
  const page = await visitor.get('/decline')
  await visitor.submit('/decline')
  visitor.last = page
  await visitor.follow(await visitor.submit('/decline'))
  expect(heading(visitor)).toBe('U hebt niet ondertekend')
  expect(world.api.callsOf('declineToSign').map(({ body }) => body)).toEqual([{}])
})

test('a reason that is too long can be made shorter: it is not lost', async () => {
  const visitor = await world.identified()
  await visitor.get('/decline')
  const answer = await visitor.submit('/decline', { reason: 'x'.repeat(1001) })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('x'.repeat(1001))
  expect(world.api.callsOf('declineToSign')).toEqual([])
})
