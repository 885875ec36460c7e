import { Readable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { CodedError } from '@waarmerk/coded-error'
import request from 'supertest'
import { z } from 'zod'
import { createLogger } from '../log/logger.ts'
import { createApi } from './api.ts'
import { parseInput } from './input.ts'
import { jsonBody, requireMediaType } from './json-body.ts'

let log = ''
const write = (line: string) => {
  log += line
}
const logger = createLogger({ service: 'test', destination: { write } })
let databaseWorks = true

const app = createApi(
  {
    version: '1.2.3',
    logger,
    statuses: { ERR_THING_HELD: { status: 409, retryAfter: 5 } },
    ready: {
      database: async () => {
        if (!databaseWorks) throw new Error('down')
      },
    },
  },
  (route) => {
    route('get', '/v1/things/:id', (_request, response) => void response.json({ ok: true }))
    route('post', '/v1/things', ...jsonBody({ maxBytes: 1000, maxDepth: 4 }), (incoming, response) => {
      response.status(201).json(parseInput(z.strictObject({ name: z.string() }), incoming.body))
    })
    route(
      'put',
      '/v1/things/:id/file',
      requireMediaType('application/pdf'),
      (_request, response) => void response.status(204).end(),
    )
    route('delete', '/v1/things/:id', () => {
      throw new CodedError('ERR_THING_HELD', 'caller', 'held')
    })
    route('get', '/v1/broken', async () => {
      throw new Error('s3cret of the database')
    })
    route('get', '/v1/outside', () => {
      throw new CodedError('ERR_TSA_DOWN', 'upstream', 'the time-stamp authority does not answer')
    })
    route('get', '/v1/half', (_request, response, next) => {
      response.write('half')
      const source = new Readable({ read() {} })
      source.on('error', next)
      setImmediate(() => source.destroy(new Error('disk')))
    })
  },
)

const secure = {
  'api-version': '1.2.3',
  'cache-control': 'no-store',
  'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  'strict-transport-security': expect.stringContaining('max-age=31536000'),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-request-id': expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{16}$/),
}

const problemType = /^application\/problem\+json/

describe('every answer carries the version and the security headers', () => {
  test.each([
    ['a success', () => request(app).get('/v1/things/1'), 200],
    ['an unknown path', () => request(app).get('/nothing'), 404],
    ['a trailing slash', () => request(app).get('/v1/things/1/'), 404],
    ['another case', () => request(app).get('/V1/things/1'), 404],
    ['a wrong method', () => request(app).patch('/v1/things/1'), 405],
    ['a wrong media type', () => request(app).post('/v1/things').type('text/plain').send('x'), 415],
    ['no JSON', () => request(app).post('/v1/things').type('json').send('{'), 400],
    ['a path that does not decode', () => request(app).get('/v1/things/%E0%A4%A'), 400],
    [
      'a large body',
      () =>
        request(app)
          .post('/v1/things')
          .send({ name: 'x'.repeat(1000) }),
      413,
    ],
    ['a defect', () => request(app).get('/v1/broken'), 500],
    ['a failure outside', () => request(app).get('/v1/outside'), 503],
    ['health', () => request(app).get('/health/live'), 200],
  ])('%s', async (_what, ask, status) => {
    const response = await ask()
    expect(response.status).toBe(status)
    expect(response.headers).toMatchObject(secure)
    expect(response.headers['x-powered-by']).toBeUndefined()
    if (status >= 400) expect(response.headers['content-type']).toMatch(problemType)
  })
})

test('a problem has what RFC 9457 and the NL API Design Rules ask, a code and a reference to read out', async () => {
  const response = await request(app).get('/nothing?code=s3cret')
  expect(JSON.parse(response.text)).toEqual({
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    detail: 'there is nothing at this address',
    code: 'ERR_HTTP_NOT_FOUND',
    reference: expect.stringMatching(/^\w{4}-\w{4}$/),
  })
})

test('input that does not fit gets 400 with all errors', async () => {
  const response = await request(app).post('/v1/things').send({ name: 1, extra: true })
  expect(JSON.parse(response.text)).toMatchObject({
    status: 400,
    code: 'ERR_HTTP_INPUT_INVALID',
    errors: [{ pointer: '/name' }, { pointer: '/extra', message: 'Unknown field' }],
  })
  expect(JSON.parse((await request(app).post('/v1/things')).text)).toMatchObject({
    status: 400,
    errors: [{ pointer: '' }],
  })
})

test('JSON nested too deep is refused, however it hides in texts it is not', async () => {
  const deep = await request(app)
    .post('/v1/things')
    .type('json')
    .send(`${'['.repeat(5)}${']'.repeat(5)}`)
  expect(JSON.parse(deep.text)).toMatchObject({ status: 400, code: 'ERR_HTTP_BODY_TOO_DEEP' })
  const flat = await request(app).post('/v1/things').send({ name: '[[[[[[\\"[[[[[["' })
  expect(flat.status).toBe(201)
})

test('JSON that breaks off, or that is no UTF-8, is unreadable', async () => {
  const broken = await request(app).post('/v1/things').type('json').send('{"name":')
  expect(JSON.parse(broken.text)).toMatchObject({ code: 'ERR_HTTP_BODY_UNREADABLE' })
  const latin = await request(app).post('/v1/things').set('content-type', 'application/json; charset=latin1').send('{}')
  expect(JSON.parse(latin.text)).toMatchObject({ status: 415, code: 'ERR_HTTP_MEDIA_TYPE' })
})

test('a streamed route refuses what is not its media type', async () => {
  const put = (type: string) => request(app).put('/v1/things/1/file').type(type).send('%PDF')
  expect((await put('application/pdf')).status).toBe(204)
  expect((await put('text/html')).status).toBe(415)
})

test('a wrong method is told which are right; OPTIONS too', async () => {
  expect((await request(app).post('/v1/things/1')).headers['allow']).toBe('GET, HEAD, DELETE')
  const options = await request(app).options('/v1/things')
  expect([options.status, options.headers['allow']]).toEqual([204, 'POST'])
  expect((await request(app).head('/v1/things/1')).status).toBe(200)
})

test('a code of the service has the status it says, and the time to wait', async () => {
  const response = await request(app).delete('/v1/things/1')
  expect([response.status, response.headers['retry-after']]).toEqual([409, '5'])
  expect((await request(app).get('/v1/outside')).headers['retry-after']).toBe('30')
})

test('of a defect the caller learns nothing and the log everything', async () => {
  log = ''
  const response = await request(app).get('/v1/broken')
  expect(response.text).not.toContain('s3cret')
  expect(log).toContain('s3cret of the database')
  expect(log).toContain(response.headers['x-request-id'])
})

test('an answer that fails half way is broken off', async () => {
  await expect(request(app).get('/v1/half')).rejects.toThrow(/aborted|hang up/)
})

test('the access log has the pattern of the route and the code, never the path, query or headers', async () => {
  log = ''
  await request(app).get('/v1/things/999990019?bsn=999990019').set('authorization', 'Bearer s3cret')
  await request(app).delete('/v1/things/c4nary')
  await request(app).get('/unknown/c4nary')
  await request(app).get('/health/live')
  const lines = log
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  expect(lines).toMatchObject([
    { message: 'request', method: 'GET', route: '/v1/things/:id', status: 200, ms: expect.any(Number) },
    { method: 'DELETE', route: '/v1/things/:id', status: 409, code: 'ERR_THING_HELD' },
    { route: 'unmatched', status: 404, code: 'ERR_HTTP_NOT_FOUND' },
  ])
  expect(lines).toHaveLength(3)
  expect(log).not.toMatch(/999990019|s3cret|c4nary/)
})

test('an instance that is not ready names what does not work', async () => {
  expect((await request(app).get('/health/ready')).body).toEqual({ status: 'ok', failed: [] })
  databaseWorks = false
  const response = await request(app).get('/health/ready')
  expect([response.status, response.body]).toEqual([503, { status: 'failed', failed: ['database'] }])
})
