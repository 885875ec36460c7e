import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { type FaultName, faults } from '../src/index.ts'
import { openssl, present } from './openssl.ts'
import { send, stamped, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterEach(() => world.tsa.setFault(null))
afterAll(() => world.close())

const verdict = async (fault: FaultName, ...options: string[]) => {
  const query = await judge.query('paspoort', '-cert')
  world.tsa.setFault(fault)
  return judge.verify(query, await stamped(world, query), world.tsa.caCertificatePem, ...options)
}

describe('openssl refuses a time stamp that lies', () => {
  const lies: Partial<Record<FaultName, RegExp>> = {
    rejection: /not granted|status code/i,
    'wrong-nonce': /nonce mismatch/,
    'missing-nonce': /nonce not returned/,
    'wrong-imprint': /message imprint mismatch/,
    'bad-signature': /signature failure|bad signature/i,
    'wrong-eku': /certificate verify error|unsuitable certificate purpose|invalid purpose/i,
    'eku-not-critical': /certificate verify error|unsuitable certificate purpose|invalid purpose/i,
    'second-eku': /certificate verify error|unsuitable certificate purpose|invalid purpose/i,
    'other-ca': /certificate verify error/,
    'wrong-ess-certificate': /ess signing certificate|ess cert id/i,
    'missing-certificate': /signer certificate not found|no certificates/i,
    truncated: /asn1|bad object header|too long/i,
  }
  judged.each(Object.entries(lies) as [FaultName, RegExp][])('%s', async (fault, reason) => {
    expect(await verdict(fault)).toMatch(reason)
  })
})

describe('a wrong time is signed faithfully, so only the clock of the client can tell', () => {
  judged.each([
    ['gen-time-past', -86_400],
    ['gen-time-future', 86_400],
  ] as const)('%s', async (fault, difference) => {
    const query = await judge.query('paspoort', '-cert')
    world.tsa.setFault(fault)
    const answer = await stamped(world, query)
    expect(await judge.verify(query, answer, world.tsa.caCertificatePem)).toBe('OK')
    const genTime = Date.parse(/Time stamp: (.*)/.exec(await judge.text(answer))?.[1] ?? '')
    expect(Math.abs(genTime / 1000 - difference - Date.now() / 1000)).toBeLessThan(30)
  })
})

describe('on the way', () => {
  const query = () => judge.query('paspoort', '-cert')

  judged('http-500 and http-503 answer so', async () => {
    world.tsa.setFault('http-500')
    expect((await send(world, await query())).status).toBe(500)
    world.tsa.setFault('http-503')
    const response = await send(world, await query())
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
  })

  judged('slow is still silent when the client gives up', async () => {
    world.tsa.setFault('slow')
    const answer = send(world, await query(), { signal: AbortSignal.timeout(500) })
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  judged('huge-body sends 64 MiB', async () => {
    world.tsa.setFault('huge-body')
    expect((await stamped(world, await query())).length).toBe(64 * 1024 * 1024)
  })

  judged('wrong-content-type sends the right bytes under a wrong name', async () => {
    world.tsa.setFault('wrong-content-type')
    const sent = await query()
    const response = await send(world, sent)
    expect(response.headers.get('content-type')).toContain('text/html')
    const answer = new Uint8Array(await response.arrayBuffer())
    expect(await judge.verify(sent, answer, world.tsa.caCertificatePem)).toBe('OK')
  })

  judged('connection-reset ends without an answer', async () => {
    world.tsa.setFault('connection-reset')
    await expect(send(world, await query())).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  judged('redirect leads a client that follows to a right answer', async () => {
    world.tsa.setFault('redirect')
    const sent = await query()
    expect((await send(world, sent)).status).toBe(307)
    const followed = await send(world, sent, { redirect: 'follow' })
    const answer = new Uint8Array(await followed.arrayBuffer())
    expect(await judge.verify(sent, answer, world.tsa.caCertificatePem)).toBe('OK')
  })
})

describe('the switch over HTTP', () => {
  const put = (body: string, type = 'application/json') =>
    fetch(`${world.tsa.url}/_mock/fault`, { method: 'PUT', headers: { 'content-type': type }, body })
  const current = async () => (await (await fetch(`${world.tsa.url}/_mock/fault`)).json()) as Record<string, unknown>

  test('turns a fault on and off, and lists the catalogue', async () => {
    expect(await current()).toEqual({ fault: null, faults })
    expect((await put('{"fault":"http-500"}')).status).toBe(200)
    expect(await current()).toMatchObject({ fault: 'http-500' })
    expect((await send(world, 'x')).status).toBe(500)
    expect((await put('{"fault":null}')).status).toBe(200)
    expect((await send(world, 'x')).status).toBe(200)
  })

  test.each(['{"fault":"no-such-fault"}', '{"fault":"toString"}', '{}', '[]', '{', 'null'])(
    'refuses %s and leaves the fault as it is',
    async (body) => {
      world.tsa.setFault('http-500')
      expect((await put(body)).status).toBe(400)
      expect(await current()).toMatchObject({ fault: 'http-500' })
    },
  )

  test('a fault that does not exist is refused in the program too', () => {
    const setFault = world.tsa.setFault as (name: string) => void
    expect(() => setFault('no-such-fault')).toThrow(expect.objectContaining({ code: 'ERR_QTSP_MOCK_CONFIG' }))
  })

  test('health does not depend on it', async () => {
    world.tsa.setFault('http-500')
    expect(await (await fetch(`${world.tsa.url}/health`)).json()).toEqual({ status: 'ok' })
  })
})
