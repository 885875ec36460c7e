import { expect, test } from '@jest/globals'
import { ServiceError } from '../errors.ts'
import { createLogger } from './logger.ts'
import { redact, secretFields } from './redact.ts'

const secret = 'c4nary'

type Log = (logger: ReturnType<typeof createLogger>) => void

function written(log: Log, level: 'debug' | 'warn' = 'debug'): string {
  const lines: string[] = []
  log(createLogger({ service: 'test', level, destination: { write: (line) => void lines.push(line) } }))
  return lines.join('')
}

test('a line is one JSON object with time, level, service, message and fields', () => {
  const text = written((logger) => logger.child({ requestId: 'R1' }).info('started', { port: 4100 }))
  expect(JSON.parse(text)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    service: 'test',
    message: 'started',
    requestId: 'R1',
    port: 4100,
  })
})

test('below the level nothing is written', () => {
  const text = written((logger) => {
    logger.info('no')
    logger.debug('no')
    logger.error('yes')
  }, 'warn')
  expect(text).not.toContain('no"')
  expect(text).toContain('yes')
})

test.each(secretFields)('a field named %s is never written, at any depth and in any spelling', (name) => {
  const upper = name.toUpperCase()
  const camel = name.replaceAll(/[-_](\w)/g, (_all, letter: string) => letter.toUpperCase())
  const text = written((logger) =>
    logger.info('x', {
      [name]: secret,
      req: { headers: [{ [upper]: secret }] },
      deep: { er: { [camel]: { v: secret } } },
    }),
  )
  expect(text).not.toContain(secret)
  expect(text).toContain('[redacted]')
})

test('an authorization code is not written, an error code is', () => {
  expect(redact({ code: secret })).toEqual({ code: '[redacted]' })
  expect(redact({ code: 'ERR_CONFIG_INVALID' })).toEqual({ code: 'ERR_CONFIG_INVALID' })
  expect(redact({ code: '23505' })).toEqual({ code: '23505' })
  expect(redact({ code: 123456789 })).toEqual({ code: '[redacted]' })
})

test.each([
  ['a BSN', 'signer 999990019 refused', 'signer [redacted] refused'],
  ['a JWT', 'got eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI5In0.c2ln there', 'got [redacted] there'],
  [
    'a query string',
    'GET https://op.example/cb?code=c4nary&state=x failed',
    'GET https://op.example/cb?[redacted] failed',
  ],
  ['the query of a path', 'at /callback?code=c4nary', 'at /callback?[redacted]'],
  ['a fragment', 'https://op.example/#id_token=c4nary', 'https://op.example/?[redacted]'],
  ['a password in an address', 'postgres://user:c4nary@db/x', 'postgres://[redacted]@db/x'],
])('%s inside a text is taken out', (_what, text, clean) => {
  expect(redact(text)).toBe(clean)
  expect(written((logger) => logger.warn(text, { error: new Error(text) }))).not.toMatch(/c4nary|999990019|eyJzdWIi/)
})

test('ordinary texts and numbers stay as they are', () => {
  const fields = { ms: 123456789, id: '6f1c1b1e-8a43-4d0f-9d8e-123456789012', text: 'what? nothing', at: new Date(0) }
  expect(redact(fields)).toEqual({ ...fields, at: '1970-01-01T00:00:00.000Z' })
})

test('an error is written with code, kind, cause and stack', () => {
  const error = new ServiceError('ERR_FETCH_BROKEN', 'broke', {
    cause: new Error('inner', { cause: { token: secret } }),
  })
  expect(redact({ error })).toMatchObject({
    error: {
      type: 'ServiceError',
      code: 'ERR_FETCH_BROKEN',
      kind: 'upstream',
      message: 'broke',
      stack: expect.stringContaining('logger.test'),
      cause: { message: 'inner', cause: { token: '[redacted]' } },
    },
  })
})

test('document bytes, endless structures and circles are cut short', () => {
  const circle: Record<string, unknown> = { bytes: new Uint8Array(9), big: 5n }
  circle['again'] = circle
  const text = JSON.stringify(
    redact({ circle, many: Array.from({ length: 1000 }, () => 'x'), long: 'y'.repeat(100_000) }),
  )
  expect(text).toContain('[9 bytes]')
  expect(text).toContain('[deeper]')
  expect(text.length).toBeLessThan(6000)
})
