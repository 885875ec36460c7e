import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { IssuedSigner, SignerAlgorithm } from '../src/index.ts'
import { openssl, present, type Subject } from './openssl.ts'
import { chainOf, fetched, ocspAnswer, startWorld, type World } from './world.ts'

const judged = present ? test : test.skip
const judge = openssl()
let world: World
let anna: IssuedSigner
let subject: Subject
beforeAll(async () => {
  world = await startWorld()
  anna = await world.tsa.issueSigner({ algorithm: 'p-256', commonName: 'Anna de Vries TEST' })
  subject = chainOf(anna)
})
afterAll(() => world.close())

const lists = async () => [await fetched(world, '/crl/issuing.crl'), await fetched(world, '/crl/root.crl')]

describe('signers', () => {
  judged.each<[SignerAlgorithm, string]>([
    ['rsa-2048', 'rsa'],
    ['p-256', 'ec'],
    ['p-384', 'ec'],
    ['p-521', 'ec'],
    ['ed25519', 'ed25519'],
  ])('%s: a key that fits its certificate, which openssl finds good and not revoked', async (algorithm, type) => {
    const signer = await world.tsa.issueSigner({ algorithm })
    const key = createPrivateKey(signer.privateKeyPem)
    expect(key.asymmetricKeyType).toBe(type)
    const { certificate, issuer } = chainOf(signer)
    const parsed = new X509Certificate(certificate)
    expect(parsed.publicKey.equals(createPublicKey(key))).toBe(true)
    expect(parsed.serialNumber).toBe(signer.serialNumber)
    expect(await judge.chain(certificate, issuer, world.tsa.caCertificatePem, await lists())).toMatch(/: OK\n$/)
  })

  judged('the certificate says what it is for, and where to ask', async () => {
    const text = await judge.verdict('x509', '-noout', '-text', '-in', judge.keep('anna', subject.certificate))
    expect(text).toContain('Subject: C = NL, O = TEST \\E2\\80\\93 niet rechtsgeldig, CN = Anna de Vries TEST')
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Non Repudiation\n/)
    expect(text).toMatch(/X509v3 Extended Key Usage:\s+1\.3\.6\.1\.5\.5\.7\.3\.36\n/)
    expect(text).toContain(`OCSP - URI:${world.tsa.url}/ocsp/issuing`)
    expect(text).toContain(`CA Issuers - URI:${world.tsa.url}/ca/issuing.cer`)
    expect(text).toContain(`URI:${world.tsa.url}/crl/issuing.crl`)
  })

  test('validity and addresses are as ordered', async () => {
    const [notBefore, notAfter] = [new Date('2026-01-02T03:04:05Z'), new Date('2031-01-02T03:04:05Z')]
    const sources = { revocationSources: ['crl'], issuerForm: 'p7c' } as const
    const signer = await world.tsa.issueSigner({ algorithm: 'p-256', notBefore, notAfter, ...sources })
    const { infoAccess, validFrom, validTo } = new X509Certificate(chainOf(signer).certificate)
    expect([new Date(validFrom), new Date(validTo)]).toEqual([notBefore, notAfter])
    expect(infoAccess?.trim()).toBe(`CA Issuers - URI:${world.tsa.url}/ca/issuing.p7c`)
  })

  test('a validity that ends before it begins is refused', async () => {
    const order = { algorithm: 'p-256', notBefore: new Date(1), notAfter: new Date(0) } as const
    await expect(world.tsa.issueSigner(order)).rejects.toMatchObject({ code: 'ERR_QTSP_MOCK_CONFIG' })
    await expect(world.tsa.renewTsa(order)).rejects.toMatchObject({ code: 'ERR_QTSP_MOCK_CONFIG' })
  })
})

describe('AIA', () => {
  test('/ca/issuing.cer is the issuing authority, /ca/root.cer the trust anchor', async () => {
    const [issuing, root] = await Promise.all(
      ['/ca/issuing.cer', '/ca/root.cer'].map(async (path) => new X509Certificate(await fetched(world, path))),
    )
    expect(issuing?.toString()).toBe(new X509Certificate(world.tsa.issuingCaCertificatePem).toString())
    expect(issuing?.toString()).toBe(subject.issuer)
    expect(root?.toString()).toBe(new X509Certificate(world.tsa.caCertificatePem).toString())
    expect(issuing?.infoAccess).toContain(`CA Issuers - URI:${world.tsa.url}/ca/root.cer`)
  })

  judged('/ca/issuing.p7c holds both in one certs-only CMS', async () => {
    const file = judge.keep('p7c', await fetched(world, '/ca/issuing.p7c'))
    const text = await judge.verdict('pkcs7', '-inform', 'DER', '-in', file, '-print_certs', '-noout')
    expect(text.match(/subject=.*/g)).toEqual([
      expect.stringContaining('CN = Waarmerk TEST Issuing CA'),
      expect.stringContaining('CN = Waarmerk TEST Root CA'),
    ])
  })
})

describe('OCSP', () => {
  const trusted = () => [
    '-CAfile',
    judge.keep('ca', world.tsa.caCertificatePem),
    '-verify_other',
    judge.keep('other', subject.issuer),
  ]

  judged.each(['-sha1', '-sha256', '-sha384'])(
    'openssl accepts a good answer to a CertID made with %s',
    async (digest) => {
      const query = await judge.ocspQuery(subject, digest)
      const said = await judge.ocsp(query, await ocspAnswer(world, query), subject, digest, ...trusted())
      expect(said).toContain('Response verify OK')
      expect(said).toMatch(/cert: good\n/)
      expect(said).toContain('OCSP Nonce')
      expect(said).toMatch(/Archive Cutoff/)
    },
  )

  judged('the issuing authority itself is good, says the responder of the root', async () => {
    const about = { certificate: subject.issuer, issuer: world.tsa.caCertificatePem }
    const query = await judge.ocspQuery(about)
    const said = await judge.ocsp(query, await ocspAnswer(world, query, 'root'), about, ...trusted())
    expect(said).toMatch(/Response verify OK[\s\S]*: good\n/)
  })

  judged('GET gives the same answer as POST, with or without escaped slashes', async () => {
    // Many requests, so that some have a slash in their base64.
    for (let i = 0; i < 8; i++) {
      const query = await judge.ocspQuery(subject)
      const base64 = Buffer.from(query).toString('base64')
      for (const path of [base64, encodeURIComponent(base64)]) {
        const response = await fetch(`${world.tsa.url}/ocsp/issuing/${path}`)
        expect(response.headers.get('content-type')).toBe('application/ocsp-response')
        const answer = new Uint8Array(await response.arrayBuffer())
        expect(await judge.ocsp(query, answer, subject, ...trusted())).toMatch(/Response verify OK[\s\S]*: good\n/)
      }
    }
  })

  judged('no nonce when none was sent', async () => {
    const query = await judge.ocspQuery(subject, '-no_nonce')
    const said = await judge.ocsp(query, await ocspAnswer(world, query), subject, ...trusted())
    expect(said).toContain('Response verify OK')
    expect(said).not.toContain('OCSP Nonce')
  })

  judged('a certificate of another issuer is unknown', async () => {
    const query = await judge.ocspQuery(subject)
    const said = await judge.ocsp(query, await ocspAnswer(world, query, 'root'), subject, '-noverify')
    expect(said).toMatch(/cert: unknown\n/)
  })

  judged.each([
    ['nothing', new Uint8Array()],
    ['no ASN.1', Buffer.from('not a request')],
    ['something after it', undefined],
    ['no certificate', Buffer.from('3004300230003000', 'hex')],
  ])('%s is malformedRequest', async (_name, bytes) => {
    const query = bytes ?? Buffer.concat([await judge.ocspQuery(subject), Buffer.of(0)])
    // OCSPResponse with responseStatus malformedRequest(1) and nothing else.
    expect(Buffer.from(await ocspAnswer(world, query)).toString('hex')).toBe('30030a0101')
  })

  test('another content type is 415, more than 16 kB is 413', async () => {
    const post = (type: string, body: Uint8Array) =>
      fetch(`${world.tsa.url}/ocsp/issuing`, { method: 'POST', headers: { 'content-type': type }, body })
    expect((await post('application/octet-stream', new Uint8Array(1))).status).toBe(415)
    expect((await post('application/ocsp-request', new Uint8Array(17_000))).status).toBe(413)
  })
})

describe('revocation', () => {
  judged('OCSP and the list tell it, with time and reason; others stay good', async () => {
    const [bad, plain] = await Promise.all([1, 2].map(() => world.tsa.issueSigner({ algorithm: 'p-256' })))
    if (bad === undefined || plain === undefined) throw new Error('there are two')
    const at = new Date('2026-11-24T10:00:00.999Z')
    world.tsa.revoke(bad.serialNumber.toLowerCase(), { at, reason: 'keyCompromise' })
    world.tsa.revoke(plain.serialNumber)

    const about = chainOf(bad)
    const query = await judge.ocspQuery(about)
    const said = await judge.ocsp(query, await ocspAnswer(world, query), about, '-noverify')
    expect(said).toMatch(/cert: revoked\n/)
    expect(said).toContain('Reason: keyCompromise')
    expect(said).toContain('Revocation Time: Nov 24 10:00:00 2026 GMT')

    const list = await judge.crl(await fetched(world, '/crl/issuing.crl'), subject.issuer)
    expect(list).toContain('verify OK')
    expect(list).toMatch(
      new RegExp(
        `Serial Number: ${bad.serialNumber}\\s+Revocation Date: Nov 24 10:00:00 2026 GMT\\s+CRL entry extensions:\\s+X509v3 CRL Reason Code:\\s+Key Compromise`,
      ),
    )
    expect(list).toMatch(new RegExp(`Serial Number: ${plain.serialNumber}\\s+Revocation Date: .*\\n(?!.*extensions)`))
    const root = world.tsa.caCertificatePem
    expect(await judge.chain(about.certificate, about.issuer, root, await lists())).toMatch(/certificate revoked/)
    expect(await judge.chain(subject.certificate, subject.issuer, root, await lists())).toMatch(/: OK\n$/)
  })

  judged('a time-stamp certificate is revoked by the root that issued it', async () => {
    const { serialNumber, certificatePem: certificate } = await world.tsa.renewTsa()
    world.tsa.revoke(serialNumber, { reason: 'unspecified' })
    const about = { certificate, issuer: world.tsa.caCertificatePem }
    const query = await judge.ocspQuery(about)
    expect(await judge.ocsp(query, await ocspAnswer(world, query, 'root'), about, '-noverify')).toMatch(/: revoked\n/)
    const list = await judge.crl(await fetched(world, '/crl/root.crl'), world.tsa.caCertificatePem)
    expect(list).toMatch(new RegExp(`verify OK[\\s\\S]*${serialNumber}|${serialNumber}[\\s\\S]*verify OK`))
    await world.tsa.renewTsa()
  })

  test('what is no serial number is refused', () => {
    expect(() => world.tsa.revoke('no number')).toThrow(expect.objectContaining({ code: 'ERR_QTSP_MOCK_CONFIG' }))
  })
})
