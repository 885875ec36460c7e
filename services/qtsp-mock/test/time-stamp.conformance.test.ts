import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { KeyAlgorithm } from '../src/index.ts'
import { openssl, present } from './openssl.ts'
import { send, stamped, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()

describe.each<KeyAlgorithm>(['p-256', 'rsa-3072'])('with keys of %s', (keyAlgorithm) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ keyAlgorithm })
  })
  afterAll(() => world.close())

  judged.each(['-sha256', '-sha384', '-sha512'])('openssl accepts a time stamp over %s', async (digest) => {
    const query = await judge.query('paspoort', digest, '-cert')
    const response = await send(world, query)
    expect(response.headers.get('content-type')).toBe('application/timestamp-reply')
    const answer = new Uint8Array(await response.arrayBuffer())
    expect(await judge.verify(query, answer, world.tsa.caCertificatePem)).toBe('OK')
  })

  judged('openssl refuses the same time stamp for other data', async () => {
    const query = await judge.query('paspoort', '-cert')
    const other = await judge.query('rijbewijs', '-cert')
    expect(await judge.verify(other, await stamped(world, query), world.tsa.caCertificatePem)).toMatch(/mismatch/)
  })

  judged('openssl finds the chain good under its strictest rules', async () => {
    const query = await judge.query('paspoort', '-cert')
    const answer = await stamped(world, query)
    expect(await judge.verify(query, answer, world.tsa.caCertificatePem, '-x509_strict')).toBe('OK')
  })
})

describe('what a time stamp says', () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ now: () => new Date('2026-11-23T10:00:00.987Z') })
  })
  afterAll(() => world.close())

  judged('time in whole seconds, accuracy, policy, nonce and certificates', async () => {
    const text = await judge.text(await stamped(world, await judge.query('paspoort', '-cert')))
    expect(text).toContain('Status: Granted.')
    expect(text).toContain('Time stamp: Nov 23 10:00:00 2026 GMT')
    expect(text).toContain('Accuracy: 0x01 seconds, unspecified millis, unspecified micros')
    expect(text).toContain('Policy OID: 2.999.3161.1')
    expect(text).toMatch(/Nonce: 0x[0-9A-F]{10,}/)
  })

  judged('no nonce when none was sent', async () => {
    const text = await judge.text(await stamped(world, await judge.query('paspoort', '-no_nonce')))
    expect(text).toContain('Nonce: unspecified')
  })

  judged('without certReq no certificate is inside, and the time stamp is good once it is given', async () => {
    const query = await judge.query('paspoort')
    const with_ = await stamped(world, await judge.query('paspoort', '-cert'))
    const without = await stamped(world, query)
    expect(without.length).toBeLessThan(with_.length - 800)
    expect(await judge.verify(query, without, world.tsa.caCertificatePem)).not.toBe('OK')
  })

  judged('another serial number every time', async () => {
    const query = await judge.query('paspoort')
    const numbers = new Set<string | undefined>()
    for (let i = 0; i < 20; i++) {
      const text = await judge.text(await stamped(world, query))
      numbers.add(/Serial number: 0x([0-9A-F]{32})/.exec(text)?.[1])
    }
    expect(numbers.size).toBe(20)
    expect(numbers.has(undefined)).toBe(false)
  })

  judged('the CA certificate says TEST and is the one that /ca.pem serves', async () => {
    const served = await (await fetch(`${world.tsa.url}/ca.pem`)).text()
    expect(served).toBe(world.tsa.caCertificatePem)
    const certificate = new X509Certificate(served)
    expect(certificate.ca).toBe(true)
    expect(certificate.subject).toContain('O=TEST – niet rechtsgeldig')
  })
})
