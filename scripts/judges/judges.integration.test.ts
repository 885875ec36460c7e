import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { createDocumentSigner } from '@waarmerk/pades'
import { bytesSource } from '@waarmerk/pdf'
import type { JudgeJob } from './judge-job.ts'
import { judgeTest } from './judge-test.ts'
import { type Judges, openJudges } from './judges.ts'
import { makeOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts'

const fixture = fileURLToPath(new URL('../../packages/pdf/test/fixtures/libreoffice.pdf', import.meta.url))
let folder: string
let judges: Judges
let good: JudgeJob
let tampered: JudgeJob
let untrusted: JudgeJob

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-judges-'))
  judges = openJudges()
  const authority = makeOpensslAuthority(folder)
  const signed = await signedFile(authority)
  const broken = Uint8Array.from(signed)
  // A digit of a position on the page: the file stays readable, and the signature no longer fits.
  broken[broken.indexOf(0x31, 200)] = 0x32
  const known = { trust: [authority.root], crls: authority.crls }
  good = { file: written('good.pdf', signed), ...known }
  tampered = { file: written('tampered.pdf', broken), ...known }
  untrusted = { file: good.file }
})
afterAll(() => {
  judges.close()
  rmSync(folder, { recursive: true, force: true })
})

const written = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

const signedFile = async (authority: OpensslAuthority): Promise<Uint8Array> => {
  const key = createPrivateKey(readFileSync(authority.key))
  const signDocument = createDocumentSigner({
    signer: {
      algorithm: 'rsa-sha256',
      certificates: [authority.certificate, authority.issuer].map(
        (path) => new X509Certificate(readFileSync(path)).raw,
      ),
      sign: async ({ data }) => sign('sha256', data, key),
    },
  })
  const original = readFileSync(fixture)
  const newField = { name: 'een' }
  const source = bytesSource(original)
  const { increments } = await signDocument({ source, level: 'B-B', newField, signingTime: new Date() })
  return Buffer.concat([original, ...increments])
}

judgeTest('pdfsig')('pdfsig tells a sound file from a tampered one', async () => {
  expect(await judges.pdfsig(good)).toMatchObject({
    signatures: [{ field: 'een', valid: true, wholeFile: true, type: 'ETSI.CAdES.detached' }],
  })
  expect(await judges.pdfsig(tampered)).toMatchObject({ signatures: [{ valid: false, verdict: 'Digest Mismatch.' }] })
  expect(await judges.pdfsig({ file: fixture })).toEqual({ signatures: [] })
})

judgeTest('qpdf')('qpdf tells a sound file from one cut off', async () => {
  expect(await judges.qpdf(good)).toEqual({ state: 'clean', complaints: [] })
  const cut = written('cut.pdf', readFileSync(fixture).subarray(0, 2_000))
  expect(await judges.qpdf({ file: cut })).toMatchObject({ state: 'damaged' })
})

judgeTest('pyhanko')('pyHanko tells sound, tampered and untrusted apart', async () => {
  const first = async (job: JudgeJob) => await judges.pyhanko({ ...job, profile: 'lta' })
  expect(await first(good)).toMatchObject({
    strict: true,
    signatures: [{ field: 'een', passed: true, coverage: 'ENTIRE_FILE' }],
  })
  expect(await first(tampered)).toMatchObject({ signatures: [{ passed: false, intact: false }] })
  expect(await first(untrusted)).toMatchObject({ signatures: [{ passed: false, intact: true, trusted: false }] })
})

judgeTest('dss')('EU DSS tells sound, tampered and untrusted apart, and the clock can be moved', async () => {
  expect(await judges.dss(good)).toMatchObject({
    signatures: [{ field: 'een', indication: 'TOTAL_PASSED', format: 'PAdES-BASELINE-B', errors: [] }],
  })
  expect(await judges.dss(tampered)).toMatchObject({
    signatures: [{ indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' }],
  })
  expect(await judges.dss(untrusted)).toMatchObject({
    signatures: [{ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' }],
  })
  const later = new Date(Date.now() + 800 * 86_400_000).toISOString()
  expect(await judges.dss({ ...good, at: later })).toMatchObject({ signatures: [{ indication: 'INDETERMINATE' }] })
})

judgeTest('verapdf')('veraPDF judges the standards asked for, and none when a file claims none', async () => {
  expect(await judges.verapdf({ file: fixture })).toEqual({ standards: [] })
  expect(await judges.verapdf({ file: fixture, flavours: ['ua1'] })).toMatchObject({
    standards: [{ standard: 'ua1', compliant: false, failed: expect.arrayContaining([expect.any(String)]) }],
  })
})

judgeTest(
  'dss',
  'pyhanko',
  'verapdf',
)('a file that is no PDF is an error of dss, pyhanko and verapdf', async () => {
  const job = { file: written('no.pdf', Buffer.from('no PDF')) }
  for (const judge of ['dss', 'pyhanko', 'verapdf'] as const) {
    expect(await judges[judge](job)).toEqual({ error: expect.any(String) })
  }
})
