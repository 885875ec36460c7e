import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { der, parseCertificate } from '@waarmerk/pki'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import { response, token } from '../../test/time-stamps.ts'
import type { CmsErrorCode } from '../cms-error.ts'
import { timestampRequest } from './timestamp-request.ts'
import { openTimestampResponse } from './timestamp-response.ts'
import { verifyTimestampToken } from './timestamp-token.ts'

const opensslTest = hasOpenssl ? test : test.skip
const imprint = createHash('sha256').update('data').digest()
const nonce = Uint8Array.of(0xff, 2, 3, 4, 5, 6, 7, 8)
const rest = [der.integer(nonce)]
const open = (bytes: Uint8Array) => openTimestampResponse({ response: bytes, messageImprint: imprint, nonce })

test('an answer that grants gives the token', async () => {
  const granted = token({ imprint, rest })
  expect(await open(response(0, granted))).toEqual(granted)
  expect(await open(response(1, granted))).toEqual(granted)
})

const refusedWith = (...bits: number[]) =>
  der.sequence(der.sequence(der.integer(2), der.sequence(der.utf8String('nee')), der.namedBits(bits)))
test.each<[string, CmsErrorCode, Uint8Array]>([
  ['rejected', 'ERR_CMS_TIMESTAMP_REJECTED', response(2)],
  ['rejected although a token is there', 'ERR_CMS_TIMESTAMP_REJECTED', response(2, token({ imprint, rest }))],
  ['waiting', 'ERR_CMS_TIMESTAMP_REJECTED', response(3)],
  ['of a negative status', 'ERR_CMS_TIMESTAMP_MALFORMED', response(-1, token({ imprint, rest }))],
  ['granted without a token', 'ERR_CMS_TIMESTAMP_MALFORMED', response(0)],
  [
    'granted with two tokens',
    'ERR_CMS_TIMESTAMP_MALFORMED',
    response(0, token({ imprint, rest }), token({ imprint, rest })),
  ],
  ['about something else', 'ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH', response(0, token({ imprint: nonce, rest }))],
  ['to another request', 'ERR_CMS_TIMESTAMP_NONCE_MISMATCH', response(0, token({ imprint, rest: [der.integer(1)] }))],
  ['without the nonce', 'ERR_CMS_TIMESTAMP_NONCE_MISMATCH', response(0, token({ imprint }))],
  ['a web page', 'ERR_CMS_MALFORMED', Buffer.from('<!doctype html>')],
  ['empty', 'ERR_CMS_MALFORMED', new Uint8Array()],
  ['larger than 512 KiB', 'ERR_CMS_TOO_LARGE', new Uint8Array(512 * 1024 + 1)],
])('an answer is refused: %s', async (_what, code, bytes) => {
  await expect(open(bytes)).rejects.toMatchObject({ code })
})

test('the reason of a refusal is named by RFC 3161’s words', async () => {
  await expect(open(refusedWith(14, 25))).rejects.toThrow('timeNotAvailable, systemFailure')
  await expect(open(refusedWith(31))).rejects.toThrow('no reason given')
})

test('a request that could not be answered safely is not made', () => {
  expect(() => timestampRequest({ messageImprint: new Uint8Array(20), nonce })).toThrow(TypeError)
  expect(() => timestampRequest({ messageImprint: imprint, nonce: new Uint8Array(7) })).toThrow(TypeError)
  expect(() => timestampRequest({ messageImprint: imprint, nonce: new Uint8Array(33) })).toThrow(TypeError)
})

const configuration = `
[ca]
basicConstraints=critical,CA:TRUE
[tsa]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[tsa_config]
serial=serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1
tsa_name=yes
ess_cert_id_alg=ESS
`
for (const ess of ['sha1', 'sha256']) {
  opensslTest(`openssl answers our request, and we verify its token with a certificate hash by ${ess}`, async () => {
    const random = randomBytes(16)
    const { answer, ca } = withOpenssl(({ run, write, read }) => {
      write('cnf', configuration.replace('ESS', ess))
      write('serial', '01')
      run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'ca.key',
        '-out',
        'ca.pem',
        '-subj',
        '/CN=CA',
        '-days',
        '2',
      )
      run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/CN=TSA')
      run(
        'x509',
        '-req',
        '-in',
        'tsa.csr',
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        'tsa.pem',
        '-extfile',
        'cnf',
        '-extensions',
        'tsa',
      )
      write('request', timestampRequest({ messageImprint: imprint, nonce: random }))
      expect(run('ts', '-query', '-in', 'request', '-text')).toMatch(
        /Hash Algorithm: sha256[\s\S]*Certificate required: yes/,
      )
      run(
        'ts',
        '-reply',
        '-config',
        'cnf',
        '-section',
        'tsa_config',
        '-queryfile',
        'request',
        '-signer',
        'tsa.pem',
        '-inkey',
        'tsa.key',
        '-out',
        'answer',
      )
      run('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der')
      return { answer: read('answer'), ca: parseCertificate(read('ca.der')) }
    })
    const bytes = await openTimestampResponse({ response: answer, messageImprint: imprint, nonce: random })
    const verified = await verifyTimestampToken({ token: bytes, messageImprint: imprint, trustAnchors: [ca] })
    expect(verified).toMatchObject({ trusted: true, policy: '1.2.3.4.1', certificate: { subject: 'CN=TSA' } })
    expect(Math.abs(Date.now() - verified.genTime.getTime())).toBeLessThan(60_000)
  })
}
