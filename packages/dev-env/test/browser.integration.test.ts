import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from '@jest/globals'
import { createBrowser } from '../src/driver/browser.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function site(host: string, answer: Answer): Promise<URL> {
  const server = createServer(async (request, response) => answer(request, response, await text(request)))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(`http://${host}:${(server.address() as AddressInfo).port}/`)
}

const browser = () => createBrowser({ language: 'nl', now: () => new Date() })
const redirect = (response: ServerResponse, status: number, location: string, headers = {}) =>
  response.writeHead(status, { location, ...headers }).end()

test('a form is posted as a browser posts it, and 303 leads on with GET', async () => {
  const seen: [string, string | undefined, string][] = []
  const url = await site('localhost', (request, response, body) => {
    seen.push([`${request.method} ${request.url}`, request.headers.origin, body])
    if (request.method === 'POST')
      return redirect(response, 303, '/done', { 'set-cookie': '__Host-a=1; Secure; Path=/' })
    response.end(`<h1>${request.headers.cookie ?? ''}</h1><form method=post action=/send>
      <input type=hidden name=token value=t><input type=checkbox name=agree value=yes></form>`)
  })
  const citizen = browser()
  const page = await citizen.open(url)
  const [form] = page.forms
  if (form === undefined) throw new Error('no form')
  const done = await citizen.submit(page, form, { check: ['agree'], press: { name: 'go', value: '1' } })
  expect(seen).toEqual([
    ['GET /', undefined, ''],
    ['POST /send', url.origin, 'token=t&agree=yes&go=1'],
    ['GET /done', undefined, ''],
  ])
  expect([done.url.pathname, done.text('h1')]).toEqual(['/done', '__Host-a=1'])
})

test('what the other site began does not carry Strict cookies, and says that it is cross-site', async () => {
  const pages = await site('localhost', (request, response) => {
    const { cookie, 'sec-fetch-site': from } = request.headers
    const cookies = ['strict=1; Path=/; SameSite=Strict', 'lax=1; Path=/; SameSite=Lax']
    response.writeHead(200, { 'set-cookie': cookies }).end(`<h1>${cookie ?? 'none'} ${from}</h1>`)
  })
  const provider = await site('127.0.0.1', (request, response) => {
    if (request.method === 'POST') return redirect(response, 303, pages.href)
    response.end('<form method=post></form>')
  })
  const citizen = browser()
  expect((await citizen.open(pages)).text('h1')).toBe('none none')
  const login = await citizen.open(provider)
  const [form] = login.forms
  if (form === undefined) throw new Error('no form')
  expect((await citizen.submit(login, form)).text('h1')).toBe('lax=1 cross-site')
  expect((await citizen.open(pages)).text('h1')).toBe('strict=1; lax=1 none')
})

test.each<[string, string, Answer]>([
  ['goes round in circles', 'ERR_DEV_ENV_PAGE_UNEXPECTED', (_request, response) => void redirect(response, 302, '/')],
  ['hangs up', 'ERR_DEV_ENV_PAGE_UNREACHABLE', (request) => void request.socket.destroy()],
  [
    'never ends',
    'ERR_DEV_ENV_PAGE_UNREACHABLE',
    (_request, response) => {
      const more = () => response.write('x'.repeat(100_000)) && setImmediate(more)
      response.on('drain', more).on('error', () => {})
      more()
    },
  ],
])('a site that %s is a failure with a code', async (_situation, code, answer) => {
  const url = await site('localhost', answer)
  await expect(browser().open(url)).rejects.toMatchObject({ code })
})

test('a box that is not on the page cannot be checked', async () => {
  const url = await site('localhost', (_request, response) => void response.end('<form></form>'))
  const citizen = browser()
  const page = await citizen.open(url)
  const [form] = page.forms
  if (form === undefined) throw new Error('no form')
  expect(() => citizen.submit(page, form, { check: ['agree'] })).toThrow(
    expect.objectContaining({ code: 'ERR_DEV_ENV_PAGE_UNEXPECTED' }),
  )
})
