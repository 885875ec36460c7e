import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from '@jest/globals'
import { createBrowser } from '../src/driver/browser.ts'
import { signAsCitizen } from '../src/driver/sign-as-citizen.ts'

let server: Server
afterEach(() => {
  server.close()
})

const now = () => new Date()
const persona = '<form action=/authorize/login method=post><button name=persona value=anna>Anna</button></form>'
const way: Readonly<Record<string, string>> = {
  '/s/1': '<form action=/login/digid method=post><button>Inloggen</button></form>',
  '/login/digid': persona,
  '/confirm': '<form action=/confirm method=post><input type=checkbox name=agree value=yes></form>',
  '/authorize/login': '<a href=/confirm>verder</a>',
}

/** A site of which each page stays the same, unless `pages` says otherwise. */
async function citizenOn(pages: Readonly<Record<string, string>>, patienceMs = 60_000): Promise<string> {
  server = createServer((request, response) => {
    const key = `${request.method} ${request.url}`
    const html = pages[key] ?? pages[request.url ?? ''] ?? way[request.url ?? '']
    response.writeHead(html === undefined ? 404 : 200).end(html ?? '<h1>Bestaat niet</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const invitation = new URL(`http://localhost:${(server.address() as AddressInfo).port}/s/1`)
  return signAsCitizen(createBrowser({ language: 'nl', now }), { invitation, persona: 'anna', patienceMs, now })
}

test('a page that says no stops the citizen, with the code it carries', async () => {
  const no = '<main data-problem=ERR_ACR_INSUFFICIENT><h1>U moet veiliger inloggen</h1></main>'
  await expect(citizenOn({ '/authorize/login': no })).rejects.toMatchObject({
    code: 'ERR_ACR_INSUFFICIENT',
    kind: 'person',
    message: expect.stringContaining('U moet veiliger inloggen'),
  })
})

test.each([
  ['nobody of this name can log in', { '/login/digid': persona.replace('anna', 'daan') }],
  ['there is no way to log in', { '/s/1': '<h1>Welkom</h1>' }],
  ['the document leads nowhere', { '/authorize/login': '<h1>Lees</h1>' }],
  ['there is no box to check', { '/confirm': '<form action=/confirm method=post></form>' }],
  ['the page is not there', { '/authorize/login': '<a href=/confirm/>', '/confirm/': '' }],
  ['there is no receipt', { 'POST /confirm': persona }],
])('when %s, that is told without the address', async (_situation, pages) => {
  const failure = await citizenOn(pages).catch((error: Error) => error)
  expect(failure).toMatchObject({ code: 'ERR_DEV_ENV_PAGE_UNEXPECTED' })
  expect(String(failure)).not.toContain('/s/1')
})

test('a signature that does not come is not waited for without end', async () => {
  const waiting = '<a href=/confirm>verder</a><noscript><meta http-equiv=refresh content=1></noscript>'
  const pages = { 'POST /confirm': persona, '/authorize/login': waiting }
  await expect(citizenOn(pages, 500)).rejects.toMatchObject({ code: 'ERR_DEV_ENV_SIGNATURE_LATE' })
})
