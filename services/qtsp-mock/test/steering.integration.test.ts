import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { openssl, present } from './openssl.ts'
import { chainOf, fetched, ocspAnswer, stamped, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()
let world: World
beforeAll(async () => {
  world = await startWorld({ tsaValidity: 30 })
})
afterEach(() => void world.tsa.setClock(null))
afterAll(() => world.close())

const day = 86_400_000
const order = async (method: string, path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${world.tsa.url}/_mock/${path}`, { method, headers, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

describe('the clock', () => {
  judged('time stamps, OCSP and lists are of the moment that it stands still at, in whole seconds', async () => {
    const subject = chainOf(await world.tsa.issueSigner({ algorithm: 'p-256' }))
    world.tsa.setClock(new Date('2027-03-04T05:06:07.890Z'))
    expect(await judge.text(await stamped(world, await judge.query('paspoort')))).toContain(
      'Time stamp: Mar  4 05:06:07 2027 GMT',
    )
    const query = await judge.ocspQuery(subject)
    const said = await judge.ocsp(query, await ocspAnswer(world, query), subject, '-noverify')
    expect(said).toContain('Produced At: Mar  4 05:06:07 2027 GMT')
    expect(said).toContain('This Update: Mar  4 05:06:07 2027 GMT')
    expect(said).toContain('Next Update: Mar  5 05:06:07 2027 GMT')
    const list = await judge.crl(await fetched(world, '/crl/issuing.crl'), subject.issuer)
    expect(list).toContain('Last Update: Mar  4 05:06:07 2027 GMT')
    expect(list).toContain('Next Update: Mar 11 05:06:07 2027 GMT')
  })

  test('it is set over HTTP, and runs again', async () => {
    const answer = await order('PUT', 'clock', { now: '2030-01-01T00:00:00+01:00' })
    expect(answer).toEqual({ status: 200, body: { now: '2029-12-31T23:00:00.000Z' } })
    const { body } = await order('PUT', 'clock', { now: null })
    expect(Math.abs(Date.parse(body['now'] ?? '') - Date.now())).toBeLessThan(30_000)
  })

  test('a date that is none is refused', () => {
    expect(() => world.tsa.setClock(new Date('never'))).toThrow(TypeError)
  })
})

describe('time-stamp keys', () => {
  judged(
    'a short-lived certificate expires; renewed, the authority stamps with another key that verifies then',
    async () => {
      const query = await judge.query('paspoort', '-cert')
      const then = new Date(Date.now() + 60 * day)
      const at = ['-attime', `${Math.floor(then.getTime() / 1000)}`]
      world.tsa.setClock(then)
      const before = await stamped(world, query)
      expect(await judge.verify(query, before, world.tsa.caCertificatePem, ...at)).toMatch(/certificate has expired/)
      const { serialNumber, certificatePem } = await world.tsa.renewTsa()
      const after = await stamped(world, query)
      expect(await judge.verify(query, after, world.tsa.caCertificatePem, ...at)).toBe('OK')
      const certificate = new X509Certificate(certificatePem)
      expect(certificate.serialNumber).toBe(serialNumber)
      expect(Buffer.from(after).includes(certificate.raw)).toBe(true)
      expect(Buffer.from(before).includes(certificate.raw)).toBe(false)
      expect(Date.parse(certificate.validTo)).toBe(Math.floor(then.getTime() / 1000) * 1000 + 30 * day)
    },
  )

  // sha256WithRSAEncryption, ecdsa-with-SHA384 and -SHA512, as DER.
  judged.each([
    ['rsa-2048', '06092a864886f70d01010b'],
    ['p-384', '06082a8648ce3d040303'],
    ['p-521', '06082a8648ce3d040304'],
  ] as const)('renewed over HTTP with %s, its time stamps verify', async (algorithm, signatureAlgorithm) => {
    const notAfter = new Date(Math.ceil(Date.now() / 1000) * 1000 + 90 * day)
    const { status, body } = await order('PUT', 'tsa', { algorithm, notAfter: notAfter.toISOString() })
    expect(status).toBe(200)
    expect(new Date(new X509Certificate(body['certificatePem'] ?? '').validTo)).toEqual(notAfter)
    const query = await judge.query('paspoort')
    const answer = await stamped(world, query)
    expect(Buffer.from(answer).includes(Buffer.from(signatureAlgorithm, 'hex'))).toBe(true)
    const signer = ['-untrusted', judge.keep('tsa', body['certificatePem'] ?? '')]
    expect(await judge.verify(query, answer, world.tsa.caCertificatePem, ...signer)).toBe('OK')
  })
})

describe('over HTTP', () => {
  test('a signer is issued with what was ordered, and revoked', async () => {
    const signer = await order('POST', 'signers', {
      algorithm: 'p-384',
      commonName: 'Bram TEST',
      notAfter: '2031-01-02T03:04:05Z',
      revocationSources: ['ocsp'],
    })
    expect(signer.status).toBe(201)
    const { privateKeyPem = '', certificateChainPem = '', serialNumber = '' } = signer.body
    const certificate = new X509Certificate(certificateChainPem)
    expect(certificate.subject).toContain('CN=Bram TEST')
    expect(certificate.publicKey.equals(createPublicKey(createPrivateKey(privateKeyPem)))).toBe(true)
    expect(new Date(certificate.validTo)).toEqual(new Date('2031-01-02T03:04:05Z'))
    const at = '2026-11-24T10:00:00.000Z'
    expect(await order('POST', 'revocations', { serialNumber, at, reason: 'superseded' })).toEqual({
      status: 201,
      body: { serialNumber, at, reason: 'superseded' },
    })
    expect(Buffer.from(await fetched(world, '/crl/issuing.crl')).includes(Buffer.from(serialNumber, 'hex'))).toBe(true)
  })

  test.each([
    ['POST', 'signers', {}],
    ['POST', 'signers', { algorithm: 'rsa-1024' }],
    ['POST', 'signers', { algorithm: 'p-256', commonName: 'x'.repeat(65) }],
    ['POST', 'signers', { algorithm: 'p-256', notBefore: '2030-01-01T00:00:00Z', notAfter: '2029-01-01T00:00:00Z' }],
    ['POST', 'signers', { algorithm: 'p-256', other: 1 }],
    ['POST', 'revocations', { serialNumber: 'xyz' }],
    ['POST', 'revocations', { serialNumber: '4f', reason: 'boredom' }],
    ['PUT', 'clock', { now: 'tomorrow' }],
    ['PUT', 'tsa', { algorithm: 'ed25519' }],
  ])('%s %s %j is refused, and says why', async (method, path, body) => {
    const answer = await order(method, path, body)
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/\w/) } })
  })
})
