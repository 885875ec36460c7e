import { randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { type Issued, issue } from '../../test/certificates.ts'
import { crl, entry, reason } from '../../test/crls.ts'
import { answer, ca, responder, subject } from '../../test/ocsp-answers.ts'
import { hasOpenssl, type Openssl, withOpenssl } from '../../test/openssl.ts'
import { toPem } from '../certificate/pem.ts'
import { ocspRequest } from './ocsp-request.ts'
import { verifyCrl } from './verify-crl.ts'
import { verifyOcspResponse } from './verify-ocsp-response.ts'

const opensslTest = hasOpenssl ? test : test.skip
const now = new Date()
const tomorrow = new Date(now.getTime() + 86_400_000)
const key = ({ privateKey }: Issued) => String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
const revoked = issue({ name: 'Bram', issuer: ca })
const issuer = ca.certificate

function withAuthority<T>(work: (tool: Openssl) => T): T {
  return withOpenssl((tool) => {
    for (const [name, person] of Object.entries({ ca, subject, responder, revoked })) {
      tool.write(name, toPem(person.certificate.der))
      tool.write(`${name}.key`, key(person))
    }
    const line = (state: string, { certificate }: Issued) =>
      `${state}\t${certificate.serialNumber}\tunknown\t${certificate.subject.replace('CN=', '/CN=')}\n`
    tool.write(
      'index',
      line('V\t270101000000Z\t', subject) + line('R\t270101000000Z\t260501000000Z,keyCompromise', revoked),
    )
    tool.write('config', '[ca]\ndatabase = index\ndefault_md = sha256\ndefault_crl_days = 1\ncrlnumber = number\n')
    tool.write('number', '01\n')
    return work(tool)
  })
}

for (const certIdDigest of ['sha1', 'sha256'] as const) {
  opensslTest(`openssl reads our requests with a CertID by ${certIdDigest}, and we its answers`, async () => {
    for (const [person, kind] of [
      [subject, 'good'],
      [revoked, 'revoked'],
      [issue({ name: 'Cees', issuer: ca }), 'unknown'],
    ] as const) {
      const { certificate } = person
      const nonce = randomBytes(32)
      const response = withAuthority(({ run, write, read }) => {
        write('request', ocspRequest({ certificate, issuer, nonce, certIdDigest }))
        const signer = ['-rsigner', 'responder', '-rkey', 'responder.key']
        run(
          'ocsp',
          '-index',
          'index',
          '-CA',
          'ca',
          ...signer,
          '-reqin',
          'request',
          '-respout',
          'response',
          '-nmin',
          '5',
        )
        return read('response')
      })
      const verified = await verifyOcspResponse({ response, certificate, issuer, nonce, at: now })
      expect(verified.status).toMatchObject(kind === 'revoked' ? { kind, reason: 'keyCompromise' } : { kind })
    }
  })
}

opensslTest('openssl verifies the answers that our tests are about', () => {
  const text = withAuthority(({ run, write }) => {
    write('response', answer({ thisUpdate: now, producedAt: now, nextUpdate: tomorrow }))
    return run(
      'ocsp',
      '-respin',
      'response',
      '-issuer',
      'ca',
      '-sha256',
      '-cert',
      'subject',
      '-CAfile',
      'ca',
      '-no_nonce',
    )
  })
  expect(text).toContain('subject: good')
})

opensslTest('we read the lists of openssl, and openssl verifies those that our tests are about', async () => {
  const list = withAuthority(({ run, write, read }) => {
    write('ours', crl({ entries: [entry(revoked.certificate.serialNumberDer, reason(1))] }))
    expect(() => run('crl', '-in', 'ours', '-inform', 'DER', '-CAfile', 'ca', '-noout')).not.toThrow()
    run('ca', '-config', 'config', '-name', 'ca', '-gencrl', '-cert', 'ca', '-keyfile', 'ca.key', '-out', 'pem')
    run('crl', '-in', 'pem', '-outform', 'DER', '-out', 'list')
    return read('list')
  })
  const look = async ({ certificate }: Issued) => (await verifyCrl({ crl: list, certificate, issuer, at: now })).status
  expect(await look(subject)).toEqual({ kind: 'good' })
  expect(await look(revoked)).toMatchObject({ kind: 'revoked', reason: 'keyCompromise' })
})
