import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { expect, test } from '@jest/globals'
import { timestampRequest, verifyTimestampToken } from '@waarmerk/cms'
import { childrenOf, contentsOf, der, readDer } from '@waarmerk/pki'
import {
  createRfc3161Client,
  firstAvailable,
  nodeFetch,
  type Rfc3161ClientOptions,
  type TsaErrorCode,
} from '../src/index.ts'
import { type Behaviour, httpAuthority, reply } from './http-authority.ts'
import { hasOpenssl, issueRoot, issueTsa, opensslReply, opensslVerifies } from './openssl-authority.ts'

const opensslTest = hasOpenssl ? test : test.skip
const root = issueRoot('Root')
const tsa = issueTsa(root)
const imprint = createHash('sha256').update('data').digest()

const client = (url: string, more: Partial<Rfc3161ClientOptions> = {}) =>
  createRfc3161Client({
    url,
    fetch,
    trustAnchors: [root.certificate],
    timeoutMs: 10_000,
    maxBytes: 65_536,
    randomBytes: (size) => randomBytes(size),
    ...more,
  })
const honest: Behaviour = (query, response) => reply(response, opensslReply(query, tsa))
const nonceOf = (query: Uint8Array) => contentsOf(childrenOf(readDer(query), 0x30)[2], 0x02)

opensslTest('an honest authority gives a token that we and openssl verify', async () => {
  await using authority = await httpAuthority(honest)
  const tsaClient = client(authority.url)
  const token = await tsaClient.timestamp(imprint)
  expect(opensslVerifies(token, imprint, root)).toBe(true)
  const verified = await verifyTimestampToken({ token, messageImprint: imprint, trustAnchors: [root.certificate] })
  expect(Math.abs(Date.now() - verified.genTime.getTime())).toBeLessThan(60_000)
  expect(authority.requests[0]).toMatchObject({ method: 'POST', url: '/tsa' })
  expect(authority.requests[0]?.headers).toMatchObject({
    'content-type': 'application/timestamp-query',
    accept: 'application/timestamp-reply',
  })
})

opensslTest('every request has its own nonce of 128 bits, and a probe is about nothing', async () => {
  const queries: Uint8Array[] = []
  await using authority = await httpAuthority((query, response) => {
    queries.push(query)
    reply(response, opensslReply(query, tsa))
  })
  const tsaClient = client(authority.url)
  await tsaClient.timestamp(imprint)
  await tsaClient.timestamp(imprint)
  await expect(tsaClient.probe()).resolves.toBeUndefined()
  const nonces = queries.map((query) => Buffer.from(nonceOf(query)).toString('hex'))
  expect(new Set(nonces).size).toBe(3)
  for (const nonce of nonces) expect(nonce.length).toBeGreaterThan(24)
  expect(Buffer.from(queries[2] ?? imprint).includes(imprint)).toBe(false)
})

opensslTest('the largest token is unknown until one was seen', async () => {
  await using authority = await httpAuthority(honest)
  const tsaClient = client(authority.url)
  expect(tsaClient.largestToken).toBe(0)
  const token = await tsaClient.timestamp(imprint)
  expect(tsaClient.largestToken).toBe(token.length)
})

const answerTo =
  (change: (query: Uint8Array) => Uint8Array, by = tsa): Behaviour =>
  (query, response) =>
    reply(response, opensslReply(change(query), by))
const changedAt = (bytes: Uint8Array, at: number): Uint8Array => {
  const changed = Uint8Array.from(bytes)
  const index = at < 0 ? bytes.length + at : at
  changed[index] = (changed[index] ?? 0) ^ 1
  return changed
}
const withoutNonce = (query: Uint8Array) => {
  const [version, messageImprint, , certReq] = childrenOf(readDer(query), 0x30).map((part) => part.der)
  return der.sequence(...[version, messageImprint, certReq].filter((part) => part !== undefined))
}
const byUnknownDigest = (query: Uint8Array) => {
  const [version, , ...rest] = childrenOf(readDer(query), 0x30).map((part) => part.der)
  const sha512 = der.sequence(der.objectIdentifier('2.16.840.1.101.3.4.2.3'))
  return der.sequence(version ?? imprint, der.sequence(sha512, der.octetString(new Uint8Array(64))), ...rest)
}

const lies: readonly (readonly [string, TsaErrorCode, Behaviour])[] = [
  ['refuses', 'ERR_TSA_REJECTED', answerTo(byUnknownDigest)],
  [
    'stamps something else',
    'ERR_TSA_IMPRINT_MISMATCH',
    answerTo((query) => timestampRequest({ messageImprint: new Uint8Array(32), nonce: nonceOf(query) })),
  ],
  [
    'answers an older request',
    'ERR_TSA_NONCE_MISMATCH',
    answerTo(() => timestampRequest({ messageImprint: imprint, nonce: new Uint8Array(16).fill(7) })),
  ],
  ['forgets the nonce', 'ERR_TSA_NONCE_MISMATCH', answerTo(withoutNonce)],
  ['is somebody else', 'ERR_TSA_UNTRUSTED', answerTo((query) => query, issueTsa(issueRoot('Other')))],
  ['pretends to be under our root', 'ERR_TSA_UNTRUSTED', answerTo((query) => query, issueTsa(issueRoot('Root')))],
  ['has expired', 'ERR_TSA_EXPIRED', answerTo((query) => query, issueTsa(root, [-10, -1]))],
  ['is not valid yet', 'ERR_TSA_EXPIRED', answerTo((query) => query, issueTsa(root, [1, 10]))],
  [
    'has its signature changed on the way',
    'ERR_TSA_TOKEN_INVALID',
    (query, response) => reply(response, changedAt(opensslReply(query, tsa), -1)),
  ],
  [
    'has its answer cut short',
    'ERR_TSA_MALFORMED',
    (query, response) => reply(response, opensslReply(query, tsa).subarray(0, -1)),
  ],
]
for (const [what, code, behaviour] of lies) {
  opensslTest(`a token is refused when the authority ${what}`, async () => {
    await using authority = await httpAuthority(behaviour)
    const tsaClient = client(authority.url)
    await expect(tsaClient.timestamp(imprint)).rejects.toMatchObject({ code, kind: 'upstream', name: 'TsaError' })
    expect(tsaClient.largestToken).toBe(0)
  })
}

opensslTest('a token is refused when the clocks are more than half a minute apart', async () => {
  await using authority = await httpAuthority(honest)
  const at = (ms: number) => client(authority.url, { now: () => new Date(Date.now() + ms) }).timestamp(imprint)
  await expect(at(25_000)).resolves.toBeDefined()
  await expect(at(-25_000)).resolves.toBeDefined()
  await expect(at(35_000)).rejects.toMatchObject({ code: 'ERR_TSA_CLOCK', kind: 'upstream' })
  await expect(at(-35_000)).rejects.toMatchObject({ code: 'ERR_TSA_CLOCK', kind: 'upstream' })
})

const type = { 'content-type': 'application/timestamp-reply' }
test.each<[string, TsaErrorCode, (response: ServerResponse) => void]>([
  [
    'sends us elsewhere',
    'ERR_TSA_REDIRECT',
    (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['is broken', 'ERR_TSA_HTTP_STATUS', (response) => response.writeHead(500).end('oops')],
  ['wants a password', 'ERR_TSA_HTTP_STATUS', (response) => response.writeHead(401).end()],
  ['has nothing to say', 'ERR_TSA_HTTP_STATUS', (response) => response.writeHead(204, type).end()],
  [
    'answers with a web page',
    'ERR_TSA_CONTENT_TYPE',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  ],
  ['does not say what it sends', 'ERR_TSA_CONTENT_TYPE', (response) => response.writeHead(200).end('x')],
  ['sends rubbish', 'ERR_TSA_MALFORMED', (response) => response.writeHead(200, type).end('rubbish')],
  ['sends nothing', 'ERR_TSA_MALFORMED', (response) => response.writeHead(200, type).end()],
  [
    'sends one byte too many',
    'ERR_TSA_TOO_LARGE',
    (response) => response.writeHead(200, type).end(new Uint8Array(65_537)),
  ],
  ['hangs up', 'ERR_TSA_DOWN', (response) => response.destroy()],
  [
    'hangs up in the middle',
    'ERR_TSA_DOWN',
    (response) => void response.writeHead(200, { ...type, 'content-length': 100 }).write('x', () => response.destroy()),
  ],
])('an answer is refused when the authority %s', async (_what, code, behave) => {
  await using authority = await httpAuthority((_query, response) => behave(response))
  await expect(client(authority.url).timestamp(imprint)).rejects.toMatchObject({ code, kind: 'upstream' })
})

test('an answer without end is dropped once it is too large, and its connection closed', async () => {
  let sent = 0
  await using authority = await httpAuthority((_query, response) => {
    response.writeHead(200, type)
    const pour = () => {
      while (!response.destroyed && sent < 1e9 && response.write(new Uint8Array(16_384))) sent += 16_384
      if (!response.destroyed) response.once('drain', pour)
    }
    pour()
  })
  await expect(client(authority.url).timestamp(imprint)).rejects.toMatchObject({ code: 'ERR_TSA_TOO_LARGE' })
  for (let i = 0; i < 50 && (await authority.openConnections()) > 0; i++)
    await new Promise((next) => setTimeout(next, 20))
  expect(await authority.openConnections()).toBe(0)
  expect(sent).toBeLessThan(50e6)
})

test.each<[string, Behaviour]>([
  ['never answers', () => {}],
  ['never comes to an end', (_query, response) => void response.writeHead(200, type).write('x')],
])('an authority that %s is given up after the timeout', async (_what, behaviour) => {
  await using authority = await httpAuthority(behaviour)
  await expect(client(authority.url, { timeoutMs: 300 }).timestamp(imprint)).rejects.toMatchObject({
    code: 'ERR_TSA_TIMEOUT',
  })
})

test('an authority that is not there is down, for a probe as well', async () => {
  const gone = await httpAuthority(() => {})
  await gone[Symbol.asyncDispose]()
  await expect(client(gone.url).timestamp(imprint)).rejects.toMatchObject({ code: 'ERR_TSA_DOWN' })
  await expect(client(gone.url).probe()).rejects.toMatchObject({ code: 'ERR_TSA_DOWN' })
})

opensslTest('while the first authority is down the second stamps', async () => {
  await using broken = await httpAuthority((_query, response) => void response.writeHead(503).end())
  await using authority = await httpAuthority(honest)
  const token = await firstAvailable([client(broken.url), client(authority.url)]).timestamp(imprint)
  expect(opensslVerifies(token, imprint, root)).toBe(true)
  expect(broken.requests).toHaveLength(1)
})

opensslTest('of an authority whose clock is off, or whose tokens do not fit, the next is asked', async () => {
  await using off = await httpAuthority(honest)
  await using authority = await httpAuthority(honest)
  const late = client(off.url, { now: () => new Date(Date.now() + 40_000) })
  expect(await firstAvailable([late, client(authority.url)]).timestamp(imprint)).toBeDefined()
  const room = { maxBytes: 500 }
  await expect(client(authority.url).timestamp(imprint, room)).rejects.toMatchObject({
    code: 'ERR_TSA_TOKEN_TOO_LARGE',
  })
  const both = firstAvailable([client(off.url), client(authority.url, { fetch: nodeFetch })])
  await expect(both.timestamp(imprint, room)).rejects.toMatchObject({
    code: 'ERR_TSA_NONE_AVAILABLE',
    cause: { errors: [{ code: 'ERR_TSA_TOKEN_TOO_LARGE' }, { code: 'ERR_TSA_TOKEN_TOO_LARGE' }] },
  })
  expect(await both.timestamp(imprint, { maxBytes: 8192 })).toBeDefined()
})

test('a mistake of the caller’s stays one', async () => {
  expect(() => client('ftp://127.0.0.1/')).toThrow(TypeError)
  await expect(client('http://127.0.0.1:9/').timestamp(new Uint8Array(20))).rejects.toThrow(TypeError)
})
