import { X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { FaultName } from '../src/index.ts'
import { openssl, present, type Subject } from './openssl.ts'
import { chainOf, fetched, ocspAnswer, stamped, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()
let world: World
let subject: Subject
beforeAll(async () => {
  world = await startWorld()
  subject = chainOf(await world.tsa.issueSigner({ algorithm: 'p-256' }))
})
afterEach(() => world.tsa.setFault(null))
afterAll(() => world.close())

const ocspVerdict = async () => {
  const query = await judge.ocspQuery(subject)
  const trusted = ['-CAfile', judge.keep('ca', world.tsa.caCertificatePem)]
  const other = ['-verify_other', judge.keep('other', subject.issuer)]
  return judge.ocsp(query, await ocspAnswer(world, query), subject, ...trusted, ...other)
}

describe('openssl notices an OCSP answer that lies', () => {
  judged('and no answer that does not', async () => {
    expect(await ocspVerdict()).toMatch(/^Response verify OK\n[\s\S]*OCSP Nonce[\s\S]*cert: good\n/)
  })

  judged.each<[FaultName, RegExp]>([
    ['ocsp-wrong-nonce', /Nonce Verify error/],
    ['ocsp-missing-nonce', /WARNING: no nonce in response/],
    ['ocsp-other-serial', /No Status found/],
    ['ocsp-bad-signature', /Response Verify Failure[\s\S]*(signature failure|bad signature)/],
    ['ocsp-wrong-eku', /Response Verify Failure[\s\S]*missing ocspsigning usage/],
    ['ocsp-other-issuer', /Response Verify Failure[\s\S]*root ca not trusted/],
    ['ocsp-other-ca', /Response Verify Failure[\s\S]*certificate verify error/],
    ['ocsp-responder-expired', /Response Verify Failure[\s\S]*certificate has expired/],
    ['ocsp-missing-certificate', /Response Verify Failure[\s\S]*signer certificate not found/],
    ['ocsp-try-later', /Responder Error: trylater \(3\)/],
    ['ocsp-internal-error', /Responder Error: internalerror \(2\)/],
    ['ocsp-unauthorized', /Responder Error: unauthorized \(6\)/],
    ['ocsp-stale', /Response verify OK[\s\S]*status expired/],
    ['ocsp-future', /Response verify OK[\s\S]*status not yet valid/],
    ['ocsp-revoked', /Response verify OK[\s\S]*cert: revoked\n[\s\S]*Reason: keyCompromise/],
    ['ocsp-unknown', /Response verify OK[\s\S]*cert: unknown\n/],
    ['ocsp-truncated', /Error reading OCSP response/],
  ])('%s', async (fault, reason) => {
    world.tsa.setFault(fault)
    expect(await ocspVerdict()).toMatch(reason)
  })
})

describe('a responder that must be checked itself', () => {
  judged.each<[FaultName, RegExp]>([
    ['ocsp-responder-to-check', /: OK\n$/],
    ['ocsp-responder-revoked', /certificate revoked/],
  ])('%s', async (fault, verdict) => {
    world.tsa.setFault(fault)
    const said = await ocspVerdict()
    expect(said).toMatch(/^Response verify OK\n[\s\S]*OCSP Signing/)
    expect(said).not.toContain('OCSP No Check')
    const responder = /-----BEGIN[\s\S]*END CERTIFICATE-----/.exec(said)?.[0] ?? ''
    const lists = [await fetched(world, '/crl/issuing.crl'), await fetched(world, '/crl/root.crl')]
    expect(await judge.chain(responder, subject.issuer, world.tsa.caCertificatePem, lists)).toMatch(verdict)
  })
})

describe('openssl notices a list that lies', () => {
  const chainVerdict = async (root: Uint8Array, ...options: string[]) => {
    const lists = [await fetched(world, '/crl/issuing.crl'), root]
    return judge.chain(subject.certificate, subject.issuer, world.tsa.caCertificatePem, lists, ...options)
  }
  judged('and no list that does not', async () => {
    const root = await fetched(world, '/crl/root.crl')
    expect(await chainVerdict(root)).toMatch(/: OK\n$/)
    expect(await chainVerdict(root, '-extended_crl')).toMatch(/: OK\n$/)
  })

  judged.each<[FaultName, RegExp, ...string[]]>([
    ['crl-bad-signature', /CRL signature failure/],
    ['crl-wrong-issuer', /unable to get certificate CRL/],
    ['crl-other-ca', /CRL signature failure|unable to get certificate CRL/],
    ['crl-expired', /CRL has expired/],
    ['crl-future', /CRL is not yet valid/],
    ['crl-delta', /unable to get certificate CRL/, '-extended_crl'],
    ['crl-indirect', /unable to get certificate CRL|Different CRL scope/],
    ['crl-truncated', /[Uu]nable to load|Could not (read|find)/],
  ])('%s', async (fault, reason, ...options) => {
    const root = await fetched(world, '/crl/root.crl')
    world.tsa.setFault(fault)
    expect(await chainVerdict(root, ...options)).toMatch(reason)
  })

  const list = async () => judge.crl(await fetched(world, '/crl/issuing.crl'), subject.issuer)

  judged.each<[FaultName, RegExp]>([
    ['crl-bad-signature', /verify failure/],
    ['crl-wrong-issuer', /Error getting CRL issuer certificate/],
    ['crl-other-ca', /verify failure[\s\S]*Issuer: .*Waarmerk TEST Issuing CA/],
    ['crl-delta', /verify OK[\s\S]*X509v3 Delta CRL Indicator: critical\s+1\n/],
    ['crl-indirect', /verify OK[\s\S]*X509v3 Issuing Distribution Point: critical\s+Indirect CRL/],
  ])('%s, in words', async (fault, words) => {
    world.tsa.setFault(fault)
    expect(await list()).toMatch(words)
  })
})

describe('an issuer that is none', () => {
  const issuer = async () => new X509Certificate(await fetched(world, '/ca/issuing.cer'))

  test('aia-wrong-certificate gives our other CA', async () => {
    world.tsa.setFault('aia-wrong-certificate')
    expect((await issuer()).subject).toContain('CN=Waarmerk TEST Root CA')
  })

  test('aia-other-ca gives one of the same name with another key', async () => {
    const right = await issuer()
    world.tsa.setFault('aia-other-ca')
    const wrong = await issuer()
    expect(wrong.subject).toBe(right.subject)
    const signer = new X509Certificate(subject.certificate)
    expect([right, wrong].map(({ publicKey }) => signer.verify(publicKey))).toEqual([true, false])
  })

  test('aia-not-a-certificate gives neither a certificate nor a CMS, under the right content type', async () => {
    world.tsa.setFault('aia-not-a-certificate')
    for (const [path, type] of [
      ['/ca/issuing.cer', 'application/pkix-cert'],
      ['/ca/issuing.p7c', 'application/pkcs7-mime'],
    ]) {
      const response = await fetch(`${world.tsa.url}${path}`)
      expect(response.headers.get('content-type')).toBe(type)
      expect(await response.text()).toBe('this is no certificate')
    }
  })

  test('aia-redirect-loop leads to itself', async () => {
    world.tsa.setFault('aia-redirect-loop')
    const url = `${world.tsa.url}/ca/issuing.cer`
    const response = await fetch(url, { redirect: 'manual' })
    expect([response.status, new URL(response.headers.get('location') ?? '', url).href]).toEqual([307, url])
    await expect(fetch(url)).rejects.toMatchObject({ cause: { message: 'redirect count exceeded' } })
  })
})

describe.each([
  ['ocsp', '/ocsp/issuing', 'application/ocsp-response'],
  ['crl', '/crl/issuing.crl', 'application/pkix-crl'],
  ['aia', '/ca/issuing.cer', 'application/pkix-cert'],
] as const)('on the way from %s', (endpoint, path, contentType) => {
  let ocspQuery: Uint8Array
  beforeAll(async () => {
    if (endpoint === 'ocsp' && present) ocspQuery = await judge.ocspQuery(subject)
  })
  const ask = (options: RequestInit = {}) => {
    const headers = { 'content-type': 'application/ocsp-request' }
    const how = endpoint === 'ocsp' ? { method: 'POST', headers, body: ocspQuery } : {}
    return fetch(`${world.tsa.url}${path}`, { ...how, redirect: 'manual', ...options })
  }
  const length = async (response: Response) => (await response.arrayBuffer()).byteLength
  // What is signed with ECDSA varies by a few bytes from answer to answer.
  const about = (bytes: number) => ({ asymmetricMatch: (other: number) => Math.abs(other - bytes) < 8 })

  judged('the answer is right, wrong, half, huge, late, misnamed, elsewhere or none', async () => {
    const right = await ask()
    expect([right.status, right.headers.get('content-type')]).toEqual([200, contentType])
    const size = await length(right)

    world.tsa.setFault(`${endpoint}-http-500`)
    expect((await ask()).status).toBe(500)

    world.tsa.setFault(`${endpoint}-truncated`)
    expect(await length(await ask())).toEqual(about(size / 2))

    world.tsa.setFault(`${endpoint}-huge`)
    const huge = await ask()
    expect(huge.headers.get('content-length')).toBe(`${64 * 1024 * 1024}`)
    await huge.body?.cancel()

    world.tsa.setFault(`${endpoint}-slow`)
    await expect(ask({ signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ name: 'TimeoutError' })

    world.tsa.setFault(`${endpoint}-wrong-type`)
    const misnamed = await ask()
    expect(misnamed.headers.get('content-type')).toContain('text/html')
    expect(await length(misnamed)).toEqual(about(size))

    world.tsa.setFault(`${endpoint}-redirect`)
    expect((await ask()).status).toBe(307)
    const followed = await ask({ redirect: 'follow' })
    expect([followed.status, followed.headers.get('content-type')]).toEqual([200, contentType])
    expect(await length(followed)).toEqual(about(size))

    world.tsa.setFault(`${endpoint}-reset`)
    await expect(ask()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })
})

describe('a fault is of one endpoint', () => {
  const statuses = async () => {
    const query = await judge.ocspQuery(subject)
    const post = { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body: query }
    const stamp = { method: 'POST', headers: { 'content-type': 'application/timestamp-query' }, body: 'x' }
    const { url } = world.tsa
    const answers = await Promise.all([
      fetch(`${url}/tsa`, stamp),
      fetch(`${url}/tsa2`, stamp),
      fetch(`${url}/ocsp/issuing`, post),
      fetch(`${url}/crl/issuing.crl`),
      fetch(`${url}/ca/issuing.cer`),
    ])
    return answers.map(({ status }) => status)
  }

  judged('the others stay honest, and the second time-stamp authority always is', async () => {
    world.tsa.setFault('http-500')
    expect(await statuses()).toEqual([500, 200, 200, 200, 200])
    world.tsa.setFault('ocsp-http-500')
    expect(await statuses()).toEqual([200, 200, 500, 200, 200])
    world.tsa.setFault('crl-http-500')
    expect(await statuses()).toEqual([200, 200, 200, 500, 200])
    const query = await judge.query('paspoort', '-cert')
    world.tsa.setFault('bad-signature')
    const secondTsa = { ...world, tsa: { ...world.tsa, timestampUrl: world.tsa.secondTimestampUrl } }
    expect(await judge.verify(query, await stamped(secondTsa, query), world.tsa.caCertificatePem)).toBe('OK')
  })

  judged('each can have its own at the same time, in the program and over HTTP', async () => {
    world.tsa.setFault(['ocsp-http-500', 'crl-http-500'])
    expect(await statuses()).toEqual([200, 200, 500, 500, 200])
    const fault = ['aia-http-500', 'http-500']
    const body = JSON.stringify({ fault })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${world.tsa.url}/_mock/fault`, { method: 'PUT', headers, body })
    expect(await response.json()).toEqual({ fault })
    expect(await statuses()).toEqual([500, 200, 200, 200, 500])
  })

  test('two of one endpoint are refused, and nothing changes', async () => {
    world.tsa.setFault('crl-http-500')
    expect(() => world.tsa.setFault(['ocsp-slow', 'ocsp-huge'])).toThrow(
      expect.objectContaining({ code: 'ERR_QTSP_MOCK_CONFIG' }),
    )
    expect((await fetch(`${world.tsa.url}/crl/issuing.crl`)).status).toBe(500)
  })
})
