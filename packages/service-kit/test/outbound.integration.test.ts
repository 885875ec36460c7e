import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from '@jest/globals'
import { boundedFetch, type Listening, listen } from '../src/index.ts'

let server: Listening | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})
const serve = async (app: RequestListener) => {
  server = await listen(app, { host: '127.0.0.1', port: 0, graceMs: 100 })
  return server.url
}
const bounds = { timeoutMs: 2000, maxBytes: 1000 }
const coded = (code: string, kind = 'upstream') => ({ code, kind })

test('an answer within the bounds arrives whole, with status and headers', async () => {
  const url = await serve((_request, response) => response.writeHead(201, { 'x-y': 'z' }).end('hello'))
  const response = await boundedFetch(bounds)(url, { method: 'POST', body: 'x' })
  expect([response.status, response.headers.get('x-y'), await response.text()]).toEqual([201, 'z', 'hello'])
})

test('an answer without a body is one', async () => {
  const url = await serve((_request, response) => response.writeHead(204).end())
  expect((await boundedFetch(bounds)(url)).status).toBe(204)
})

test.each([
  ['announced', (size: number) => ({ 'content-length': String(size) })],
  ['not announced', () => ({})],
])('an answer over the limit is broken off, its size %s', async (_how, headers) => {
  const url = await serve((_request, response) => response.writeHead(200, headers(1001)).end('x'.repeat(1001)))
  await expect(boundedFetch(bounds)(url)).rejects.toMatchObject(coded('ERR_FETCH_TOO_LARGE'))
})

test('an endless answer is broken off at the limit', async () => {
  const url = await serve((_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(400)), 5)
    response.on('close', () => clearInterval(timer))
  })
  await expect(boundedFetch(bounds)(url)).rejects.toMatchObject(coded('ERR_FETCH_TOO_LARGE'))
})

test('silence ends at the time limit, before the headers and after them', async () => {
  const fetch = boundedFetch({ ...bounds, timeoutMs: 100 })
  await expect(fetch(await serve(() => {}))).rejects.toMatchObject(coded('ERR_FETCH_TIMEOUT'))
  await server?.close()
  const url = await serve((_request, response) => void response.write('half'))
  await expect(fetch(url)).rejects.toMatchObject(coded('ERR_FETCH_TIMEOUT'))
})

test('nobody there is told apart from an exchange that broke off: only the first is surely harmless to repeat', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => taken.close(resolve))
  const error: unknown = await boundedFetch(bounds)(`http://127.0.0.1:${port}/p?token=s3cret`).catch((thrown) => thrown)
  expect(error).toMatchObject(coded('ERR_FETCH_UNREACHABLE'))
  expect(String(error)).not.toContain('s3cret')
  const url = await serve((request) => request.socket.destroy())
  await expect(boundedFetch(bounds)(url)).rejects.toMatchObject(coded('ERR_FETCH_BROKEN'))
})

test('a redirect is not followed, unless the caller looks at it itself', async () => {
  let followed = 0
  const url = await serve((request, response) => {
    if (request.url === '/elsewhere') followed += 1
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await expect(boundedFetch(bounds)(url, { redirect: 'follow' })).rejects.toMatchObject(coded('ERR_FETCH_BROKEN'))
  expect((await boundedFetch(bounds)(url, { redirect: 'manual' })).status).toBe(302)
  expect(followed).toBe(0)
})

test('an origin that is not among the allowed ones is never called', async () => {
  const url = await serve((_request, response) => response.end('x'))
  const refused = coded('ERR_FETCH_ORIGIN_REFUSED', 'defect')
  await expect(boundedFetch({ ...bounds, allowedOrigins: ['http://127.0.0.1'] })(url)).rejects.toMatchObject(refused)
  expect((await boundedFetch({ ...bounds, allowedOrigins: [url] })(`${url}/path`)).status).toBe(200)
})

test('the caller’s own abort stays the caller’s own', async () => {
  const url = await serve(() => {})
  const abort = new AbortController()
  const asked = boundedFetch(bounds)(url, { signal: abort.signal })
  const reason = new Error('gone home')
  abort.abort(reason)
  await expect(asked).rejects.toBe(reason)
})
