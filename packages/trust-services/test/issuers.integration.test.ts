import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, expect, test } from '@jest/globals'
import type { Certificate } from '@waarmerk/pki'
import type { FaultName } from '@waarmerk/qtsp-mock'
import { type HttpFetch, nodeFetch } from '../src/index.ts'
import { counted, issuerSource, startProvider } from './provider.ts'

const provider = await startProvider()
const { mock, root } = provider
const anna = await provider.signer()
const inBag = await provider.signer({ issuerForm: 'p7c' })
afterEach(() => mock.setFault(null))
afterAll(() => provider.close())

const transports: readonly (readonly [string, HttpFetch])[] = [
  ['fetch', fetch],
  ['nodeFetch', nodeFetch],
]

test.each(transports)('the issuer is found, as one certificate or in a bag, by %s', async (_name, transport) => {
  const source = issuerSource({ fetch: transport })
  for (const { certificate, issuer } of [anna, inBag]) {
    expect((await source.issuersOf(certificate)).map(({ der }) => der)).toEqual([issuer.der])
  }
  expect((await source.issuersOf(anna.issuer)).map(({ der }) => der)).toEqual([root.der])
})

test('a certificate that says nothing about its issuer gives none', async () => {
  expect(await issuerSource().issuersOf(root)).toEqual([])
})

const faults: readonly (readonly [FaultName, string])[] = [
  ['aia-wrong-certificate', 'ERR_AIA_OTHER_ISSUER'],
  ['aia-other-ca', 'ERR_AIA_OTHER_ISSUER'],
  ['aia-not-a-certificate', 'ERR_AIA_MALFORMED'],
  ['aia-http-500', 'ERR_AIA_HTTP_STATUS'],
  ['aia-slow', 'ERR_AIA_TIMEOUT'],
  ['aia-huge', 'ERR_AIA_TOO_LARGE'],
  ['aia-truncated', 'ERR_AIA_MALFORMED'],
  ['aia-wrong-type', 'ERR_AIA_CONTENT_TYPE'],
  ['aia-reset', 'ERR_AIA_DOWN'],
  ['aia-redirect-loop', 'ERR_AIA_REDIRECT'],
]
test.each(faults)('%s is refused with %s, by both transports, alone or in a bag', async (fault, code) => {
  for (const [, transport] of transports) {
    // The bag is read by other code; the way there is the same.
    for (const { certificate } of code.endsWith('MALFORMED') ? [anna, inBag] : [anna]) {
      mock.setFault(fault)
      const source = issuerSource({ fetch: transport, timeoutMs: fault === 'aia-slow' ? 200 : 5000 })
      await expect(source.issuersOf(certificate)).rejects.toMatchObject({ code, kind: 'upstream' })
    }
  }
})

test('a certificate that was moved is followed; an answer is kept for a day', async () => {
  mock.setFault('aia-redirect')
  const { asked, fetch } = counted()
  let at = Date.now()
  const source = issuerSource({ fetch, now: () => new Date(at) })
  for (let i = 0; i < 3; i++) await source.issuersOf(anna.certificate)
  await Promise.all([source.issuersOf(inBag.certificate), source.issuersOf(inBag.certificate)])
  expect(asked).toHaveLength(4)
  at += 24 * 60 * 60_000
  await source.issuersOf(anna.certificate)
  expect(asked).toHaveLength(6)
})

/** The same certificate, with other addresses. */
const at = (...caIssuerUrls: readonly string[]): Certificate => ({ ...anna.certificate, caIssuerUrls })

test('of several addresses the next is asked; when all fail, what each said is given', async () => {
  const [good = ''] = anna.certificate.caIssuerUrls
  const source = issuerSource()
  expect(await source.issuersOf(at('http://127.0.0.1:9/', good))).toHaveLength(1)
  const error = await source.issuersOf(at('http://127.0.0.1:9/', `${good}x`)).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'ERR_AIA_NONE_AVAILABLE', kind: 'upstream' })
  expect((error as { cause: AggregateError }).cause.errors).toMatchObject([
    { code: 'ERR_AIA_DOWN' },
    { code: 'ERR_AIA_HTTP_STATUS' },
  ])
  await expect(issuerSource({ allows: () => false }).issuersOf(at(good))).rejects.toMatchObject({
    code: 'ERR_AIA_ADDRESS_REFUSED',
  })
})

test.each<[string, string, RequestListener]>([
  [
    'to another scheme',
    'ERR_AIA_ADDRESS_REFUSED',
    (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  ],
  ['to nowhere', 'ERR_AIA_REDIRECT', (_, response) => void response.writeHead(302).end()],
  ['to no address', 'ERR_AIA_REDIRECT', (_, response) => void response.writeHead(302, { location: 'http://[' }).end()],
])('a redirect %s is refused', async (_what, code, listener) => {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  for (const [, transport] of transports) {
    const refused = issuerSource({ fetch: transport }).issuersOf(at(`http://127.0.0.1:${port}/`))
    await expect(refused).rejects.toMatchObject({ code })
  }
  server.closeAllConnections()
  server.close()
})

test('the light transport speaks HTTP only', async () => {
  const request = { method: 'GET', headers: {}, redirect: 'manual', signal: AbortSignal.timeout(1000) } as const
  await expect(nodeFetch('ftp://127.0.0.1/', request)).rejects.toThrow(TypeError)
})
