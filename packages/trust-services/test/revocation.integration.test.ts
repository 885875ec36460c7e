import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from '@jest/globals'
import type { RevocationProof } from '@waarmerk/pades'
import { toPem } from '@waarmerk/pki'
import type { FaultName } from '@waarmerk/qtsp-mock'
import { type HttpFetch, nodeFetch } from '../src/index.ts'
import { counted, revocationSource, type Subject, startProvider } from './provider.ts'

const opensslTest = spawnSync('openssl', ['version']).status === 0 ? test : test.skip
const provider = await startProvider()
const { mock, root } = provider
const anna = await provider.signer()
const ocspOnly = await provider.signer({ revocationSources: ['ocsp'] })
const crlOnly = await provider.signer({ revocationSources: ['crl'] })
const nowhere = await provider.signer({ revocationSources: [] })
afterEach(() => {
  mock.setFault(null)
  mock.setClock(null)
})
afterAll(() => provider.close())

const transports: readonly (readonly [string, HttpFetch])[] = [
  ['fetch', fetch],
  ['nodeFetch', nodeFetch],
]

test.each(transports)('OCSP proves that a certificate is good, by %s', async (_name, transport) => {
  const proof = await revocationSource({ fetch: transport }).revocationOf(anna)
  expect(proof).toMatchObject({ kind: 'ocsp', signer: { issuer: anna.issuer.subject, hasOcspNoCheck: true } })
  expect(proof.certificates).toHaveLength(1)
  expect(proof.nextUpdate?.getTime()).toBeGreaterThan(Date.now())
})

test.each(transports)('a list proves it where there is no OCSP, by %s', async (_name, transport) => {
  const proof = await revocationSource({ fetch: transport }).revocationOf(crlOnly)
  expect(proof).toMatchObject({ kind: 'crl', signer: { subject: crlOnly.issuer.subject }, certificates: [] })
})

test('an issuer is asked about as well', async () => {
  const { kind } = await revocationSource().revocationOf({ certificate: anna.issuer, issuer: root })
  expect(kind).toBe('ocsp')
})

opensslTest('openssl verifies the proofs', async () => {
  const [ocsp, crl] = [await revocationSource().revocationOf(anna), await revocationSource().revocationOf(crlOnly)]
  const cwd = mkdtempSync(join(tmpdir(), 'waarmerk-revocation-'))
  const run = (...args: readonly string[]) => execFileSync('openssl', args, { cwd, encoding: 'utf8', stdio: 'pipe' })
  try {
    writeFileSync(join(cwd, 'ocsp'), ocsp.der)
    writeFileSync(join(cwd, 'crl'), crl.der)
    writeFileSync(join(cwd, 'issuer'), toPem(anna.issuer.der))
    writeFileSync(join(cwd, 'certificate'), toPem(anna.certificate.der))
    writeFileSync(join(cwd, 'cas'), toPem(root.der) + toPem(anna.issuer.der))
    const people = ['-issuer', 'issuer', '-sha256', '-cert', 'certificate', '-CAfile', 'cas']
    expect(run('ocsp', '-respin', 'ocsp', '-no_nonce', ...people)).toContain('certificate: good')
    expect(() => run('crl', '-inform', 'DER', '-in', 'crl', '-CAfile', 'cas', '-verify', '-noout')).not.toThrow()
  } finally {
    rmSync(cwd, { recursive: true })
  }
})

test('who was revoked is said to be, by OCSP and by list, and nobody else is asked', async () => {
  for (const options of [{}, { revocationSources: ['crl'] }] as const) {
    const bram = await provider.signer(options)
    mock.revoke(bram.certificate.serialNumber, { reason: 'keyCompromise' })
    const { asked, fetch } = counted()
    await expect(revocationSource({ fetch }).revocationOf(bram)).rejects.toMatchObject({
      code: 'ERR_PKI_REVOKED',
      kind: 'caller',
      message: expect.stringContaining('keyCompromise'),
    })
    expect(asked).toHaveLength(1)
  }
})

test('when OCSP is down the list is asked; when both are, that is said, with what each said', async () => {
  mock.setFault('ocsp-http-500')
  expect((await revocationSource().revocationOf(anna)).kind).toBe('crl')
  mock.setFault(['ocsp-http-500', 'crl-expired'])
  const error = await revocationSource()
    .revocationOf(anna)
    .catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'ERR_REVOCATION_UNAVAILABLE', kind: 'upstream' })
  expect((error as { cause: AggregateError }).cause.errors).toMatchObject([
    { code: 'ERR_OCSP_HTTP_STATUS' },
    { code: 'ERR_PKI_CRL_STALE' },
  ])
})

test('a certificate that says nowhere where to ask is refused for good', async () => {
  const refused = revocationSource().revocationOf(nowhere)
  await expect(refused).rejects.toMatchObject({ code: 'ERR_REVOCATION_NO_ADDRESS', kind: 'caller' })
})

/** What the only source of a certificate said. */
async function failureOf(subject: Subject, fault: FaultName, transport: HttpFetch): Promise<unknown> {
  mock.setFault(fault)
  const source = revocationSource({ fetch: transport, timeoutMs: fault.endsWith('slow') ? 200 : 5000 })
  const error = await source.revocationOf(subject).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'ERR_REVOCATION_UNAVAILABLE', kind: 'upstream' })
  return (error as { cause: AggregateError }).cause.errors
}

const faults: readonly (readonly [FaultName, string])[] = [
  ['ocsp-wrong-nonce', 'ERR_PKI_OCSP_NONCE'],
  ['ocsp-other-serial', 'ERR_PKI_OCSP_OTHER_CERTIFICATE'],
  ['ocsp-bad-signature', 'ERR_PKI_OCSP_SIGNATURE'],
  ['ocsp-wrong-eku', 'ERR_PKI_OCSP_RESPONDER'],
  ['ocsp-other-issuer', 'ERR_PKI_OCSP_RESPONDER'],
  ['ocsp-other-ca', 'ERR_PKI_OCSP_RESPONDER'],
  ['ocsp-responder-expired', 'ERR_PKI_OCSP_RESPONDER'],
  ['ocsp-missing-certificate', 'ERR_PKI_OCSP_RESPONDER'],
  ['ocsp-try-later', 'ERR_PKI_OCSP_REJECTED'],
  ['ocsp-internal-error', 'ERR_PKI_OCSP_REJECTED'],
  ['ocsp-unauthorized', 'ERR_PKI_OCSP_REJECTED'],
  ['ocsp-stale', 'ERR_PKI_OCSP_STALE'],
  ['ocsp-future', 'ERR_PKI_OCSP_CLOCK'],
  ['ocsp-unknown', 'ERR_PKI_OCSP_UNKNOWN'],
  ['ocsp-http-500', 'ERR_OCSP_HTTP_STATUS'],
  ['ocsp-slow', 'ERR_OCSP_TIMEOUT'],
  ['ocsp-huge', 'ERR_OCSP_TOO_LARGE'],
  ['ocsp-truncated', 'ERR_PKI_OCSP_MALFORMED'],
  ['ocsp-wrong-type', 'ERR_OCSP_CONTENT_TYPE'],
  ['ocsp-reset', 'ERR_OCSP_DOWN'],
  ['ocsp-redirect', 'ERR_OCSP_REDIRECT'],
  ['crl-bad-signature', 'ERR_PKI_CRL_SIGNATURE'],
  ['crl-wrong-issuer', 'ERR_PKI_CRL_ISSUER'],
  ['crl-other-ca', 'ERR_PKI_CRL_SIGNATURE'],
  ['crl-expired', 'ERR_PKI_CRL_STALE'],
  ['crl-future', 'ERR_PKI_CRL_CLOCK'],
  ['crl-delta', 'ERR_PKI_CRL_SCOPE'],
  ['crl-indirect', 'ERR_PKI_CRL_SCOPE'],
  ['crl-http-500', 'ERR_CRL_HTTP_STATUS'],
  ['crl-slow', 'ERR_CRL_TIMEOUT'],
  ['crl-huge', 'ERR_CRL_TOO_LARGE'],
  ['crl-truncated', 'ERR_PKI_CRL_MALFORMED'],
  ['crl-wrong-type', 'ERR_CRL_CONTENT_TYPE'],
  ['crl-reset', 'ERR_CRL_DOWN'],
]
test.each(faults)('%s is refused with %s', async (fault, code) => {
  // What is said is looked at by the same code, however it came.
  for (const [, transport] of code.includes('_PKI_') ? transports.slice(1) : transports) {
    const failures = await failureOf(fault.startsWith('ocsp') ? ocspOnly : crlOnly, fault, transport)
    expect(failures).toMatchObject([{ code, kind: 'upstream' }])
  }
})

test('what answers rightly, but in an unusual way, is taken: without nonce, or from where a list was moved', async () => {
  mock.setFault('ocsp-missing-nonce')
  expect((await revocationSource().revocationOf(ocspOnly)).kind).toBe('ocsp')
  for (const [, transport] of transports) {
    mock.setFault('crl-redirect')
    expect((await revocationSource({ fetch: transport }).revocationOf(crlOnly)).kind).toBe('crl')
  }
})

test('a fault says revoked although the certificate is not: the responder is believed, it is the issuer’s', async () => {
  mock.setFault('ocsp-revoked')
  await expect(revocationSource().revocationOf(anna)).rejects.toMatchObject({ code: 'ERR_PKI_REVOKED' })
})

const minute = 60_000
const day = 24 * 60 * minute
// The double says that its next answer is due in a day, and its next list in a week.
test.each([
  ['an answer for an hour', anna, 59 * minute, 61 * minute],
  ['a list for a day', crlOnly, day - minute, day + minute],
])('%s is used again, then asked for, though the next is due later', async (_, subject, within, after) => {
  const { asked, fetch } = counted()
  const began = Date.now()
  let at = began
  const source = revocationSource({ fetch, now: () => new Date(at) })
  const first = await source.revocationOf(subject)
  expect(first.nextUpdate?.getTime()).toBeGreaterThan(began + after - minute)
  at = began + within
  expect((await source.revocationOf(subject)).der).toEqual(first.der)
  expect(asked).toHaveLength(1)
  at = began + after
  mock.setClock(new Date(at))
  expect((await source.revocationOf(subject)).thisUpdate.getTime()).toBeGreaterThan(began + within)
  expect(asked).toHaveLength(2)
})

test('an answer is not used after the next is due, however soon that is', async () => {
  const { asked, fetch } = counted()
  let at = Date.now()
  const source = revocationSource({ fetch, now: () => new Date(at) })
  mock.setClock(new Date(at - day + minute))
  await source.revocationOf(anna)
  at += 2 * minute
  mock.setClock(new Date(at))
  await source.revocationOf(anna)
  expect(asked).toHaveLength(2)
})

test('what was said before a certificate was used is asked again, and refused when nobody answers', async () => {
  const { asked, fetch } = counted()
  const source = revocationSource({ fetch })
  const first = await source.revocationOf(ocspOnly)
  const [before, after] = [-1, 1].map((milliseconds) => new Date(first.thisUpdate.getTime() + milliseconds))
  expect(await source.revocationOf({ ...ocspOnly, since: before as Date })).toBe(first)
  expect(await source.revocationOf({ ...ocspOnly, since: after as Date })).not.toBe(first)
  expect(asked).toHaveLength(2)
  mock.setFault('ocsp-http-500')
  const late = source.revocationOf({ ...ocspOnly, since: new Date(Date.now() + minute) })
  await expect(late).rejects.toMatchObject({ code: 'ERR_REVOCATION_UNAVAILABLE' })
})

test('a list that is kept tells of everybody on it', async () => {
  const bram = await provider.signer({ revocationSources: ['crl'] })
  mock.revoke(bram.certificate.serialNumber)
  const { asked, fetch } = counted()
  const source = revocationSource({ fetch })
  await source.revocationOf(crlOnly)
  await expect(source.revocationOf(bram)).rejects.toMatchObject({ code: 'ERR_PKI_REVOKED' })
  expect(asked).toHaveLength(1)
})

test('who asks the same at the same time shares one request; a failure is not kept', async () => {
  const { asked, fetch } = counted()
  const source = revocationSource({ fetch })
  mock.setFault(['ocsp-reset', 'crl-reset'])
  const failing = await Promise.allSettled([source.revocationOf(anna), source.revocationOf(anna)])
  expect(failing.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(asked).toHaveLength(2)
  mock.setFault(null)
  const proofs: RevocationProof[] = await Promise.all([1, 2, 3].map(() => source.revocationOf(anna)))
  expect(new Set(proofs).size).toBe(1)
  expect(asked).toHaveLength(3)
})

test('a list is looked for in at most four places', async () => {
  const turning = createServer((_request, response) => void response.writeHead(302, { location: '/' }).end())
  await new Promise<void>((resolve) => turning.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(turning.address() as AddressInfo).port}/`
  const { asked, fetch } = counted()
  const certificate = { ...crlOnly.certificate, crlUrls: [url] }
  const lost = revocationSource({ fetch }).revocationOf({ certificate, issuer: crlOnly.issuer })
  await expect(lost).rejects.toMatchObject({ cause: { errors: [{ code: 'ERR_CRL_REDIRECT' }] } })
  expect(asked).toHaveLength(4)
  turning.closeAllConnections()
  turning.close()
})

test('an address that is not allowed is not asked, be it where a list was moved to', async () => {
  const { asked, fetch } = counted()
  const none = revocationSource({ fetch, allows: () => false })
  const failures = await none.revocationOf(anna).catch((error: { cause: AggregateError }) => error.cause.errors)
  expect(failures).toMatchObject([{ code: 'ERR_OCSP_ADDRESS_REFUSED' }, { code: 'ERR_CRL_ADDRESS_REFUSED' }])
  expect(asked).toEqual([])
  mock.setFault('crl-redirect')
  const here = revocationSource({ fetch, allows: ({ pathname }) => !pathname.startsWith('/_mock') })
  const moved = await here.revocationOf(crlOnly).catch((error: { cause: AggregateError }) => error.cause.errors)
  expect(moved).toMatchObject([{ code: 'ERR_CRL_ADDRESS_REFUSED' }])
  expect(asked).toHaveLength(1)
})
