import { expect, test } from '@jest/globals'
import { createSigningClient } from './client.ts'

const id = '0b7a4f0e-3c1c-4a0e-9d6e-0f6f5b7f1a11'
const answering = (response: Response) => {
  const seen: { url: string; headers: Headers; body: unknown }[] = []
  const client = createSigningClient({
    origin: 'http://signing.test',
    key: 'secret-key',
    fetch: async (url, init) => {
      seen.push({ url: String(url), headers: new Headers(init?.headers), body: init?.body })
      return response
    },
  })
  return { client, seen }
}
const json = (value: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...headers } })

test('a call fills the path, sends the credential and the signer session, and parses the answer', async () => {
  const view = { id, status: 'open', failure: null, receipt: null }
  const { client, seen } = answering(json(view))
  const params = { requestId: id, signerId: id, transactionId: id }
  const answer = await client.call('readTransaction', { params, session: 'of the signer' })
  expect(answer).toEqual({ status: 200, body: view })
  expect(seen[0]?.url).toBe(`http://signing.test/signing/v1/signature-requests/${id}/signers/${id}/transactions/${id}`)
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer secret-key')
  expect(seen[0]?.headers.get('waarmerk-signer-session')).toBe('of the signer')
})

test('a refusal becomes an error with the code, reference and Retry-After of the service', async () => {
  const problem = { type: 'x', status: 503, title: 't', detail: 'd', code: 'ERR_TSA_DOWN', reference: 'AB12' }
  const { client } = answering(json(problem, 503, { 'retry-after': '30' }))
  await expect(client.call('readSignatureRequest', { params: { requestId: id } })).rejects.toMatchObject({
    code: 'ERR_TSA_DOWN',
    kind: 'upstream',
    reference: 'AB12',
    retryAfter: 30,
  })
})

test.each([
  ['not JSON', () => new Response('<html>', { status: 200 })],
  ['outside the contract', () => json({ surprise: true })],
  ['an undocumented status', () => json({}, 206)],
  ['a refusal that is no problem', () => json({ oops: 1 }, 500)],
])('an answer that is %s is refused as such', async (_, response) => {
  const { client } = answering(response())
  await expect(client.call('readSignatureRequest', { params: { requestId: id } })).rejects.toMatchObject({
    code: 'ERR_SIGNING_API_ANSWER',
  })
})

test('a service that cannot be reached is an upstream failure that does not repeat the credential', async () => {
  const client = createSigningClient({
    origin: 'http://signing.test',
    key: 'secret-key',
    fetch: async () => Promise.reject(new TypeError('fetch failed')),
  })
  const failure = await client
    .call('readSignatureRequest', { params: { requestId: id } })
    .catch((error: Error) => error)
  expect(failure).toMatchObject({ code: 'ERR_SIGNING_API_UNREACHABLE', kind: 'upstream' })
  expect(String(failure)).not.toContain('secret-key')
})
