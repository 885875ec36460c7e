import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { expect, test } from '@jest/globals'
import { listen } from '../src/index.ts'

test('a taken port is named', async () => {
  const first = await listen((_request, response) => response.end(), { host: '127.0.0.1', port: 0 })
  const again = listen(() => {}, { host: '127.0.0.1', port: first.port })
  await expect(again).rejects.toMatchObject({
    code: 'ERR_LISTEN_PORT_TAKEN',
    kind: 'caller',
    message: expect.stringContaining(`port ${first.port}`),
  })
  await first.close()
})

test('an address of another machine is refused', async () => {
  const elsewhere = listen(() => {}, { host: '192.0.2.1', port: 0 })
  await expect(elsewhere).rejects.toMatchObject({ code: 'ERR_LISTEN_REFUSED' })
})

test('at the end a request under way is answered, and a new one is not taken', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<() => void>()
  const app: RequestListener = (_request, response) => arrive(() => response.end('late'))
  const server = await listen(app, { host: '127.0.0.1', port: 0 })
  const asked = fetch(server.url)
  const answer = await arrived
  const closed = server.close()
  await expect(fetch(server.url)).rejects.toThrow()
  answer()
  expect(await (await asked).text()).toBe('late')
  await closed
})

test('a request that never ends is broken off after the grace period', async () => {
  const server = await listen((_request, response) => void response.write('for ever'), {
    host: '127.0.0.1',
    port: 0,
    graceMs: 50,
  })
  const response = await fetch(server.url)
  await server.close()
  await expect(response.text()).rejects.toThrow()
})

const source = new URL('../src/index.ts', import.meta.url).href
const run = (body: string) =>
  spawn(
    process.execPath,
    ['--conditions=@waarmerk/source', '--input-type=module', '-e', `import * as kit from '${source}'\n${body}`],
    {
      cwd: new URL('..', import.meta.url),
    },
  )
const ended = async (child: ReturnType<typeof run>) => {
  let errors = ''
  child.stderr.on('data', (text) => {
    errors += String(text)
  })
  const [code] = await once(child, 'close')
  return { code: code as unknown, errors }
}

test('a service with bad configuration ends with 78 and lists every fault', async () => {
  const child = run(`
    import { z } from 'zod'
    const schema = z.strictObject({ port: z.number(), host: z.string() })
    kit.runService(async () => kit.readConfig(schema, { prefix: 'X', env: { X_PORT: 'one' } }))`)
  const { code, errors } = await ended(child)
  expect(code).toBe(78)
  expect(errors).toMatch(/^ERR_CONFIG_INVALID: /)
  expect(errors).toContain('X_PORT')
  expect(errors).toContain('X_HOST')
})

test('a service that cannot start says why in one line and ends with 1', async () => {
  const { code, errors } = await ended(
    run(`kit.runService(async () => { throw new kit.ServiceError('ERR_LISTEN_PORT_TAKEN', 'port 1 is taken') })`),
  )
  expect([code, errors]).toEqual([1, 'ERR_LISTEN_PORT_TAKEN: port 1 is taken\n'])
})

test.each(['SIGTERM', 'SIGINT'] as const)(
  'a service told to stop by %s closes in order and ends with 0',
  async (signal) => {
    const child = run(`kit.runService(async () => {
    const server = await kit.listen((q, s) => s.end(), { host: '127.0.0.1', port: 0 })
    console.log('up')
    return { close: async () => { await server.close(); process.stderr.write('closed') } }
  })`)
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await ended(child)).toEqual({ code: 0, errors: 'closed' })
  },
)
