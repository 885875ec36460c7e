import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import {
  appendSecurityStore,
  bytesSource,
  concatSources,
  fillSignatureField,
  openPdf,
  type RandomAccess,
  type SignatureToFill,
} from '@waarmerk/pdf'
import { claimingPdf } from './claiming-pdf.ts'
import { judgeTest } from './judge-test.ts'
import { type Judges, openJudges } from './judges.ts'
import { makeOpensslAuthority, type OpensslAuthority } from './openssl-authority.ts'

let folder: string
let judges: Judges
let authority: OpensslAuthority

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-permissions-'))
  judges = openJudges()
  authority = makeOpensslAuthority(folder)
})
afterAll(() => {
  judges.close()
  rmSync(folder, { recursive: true, force: true })
})

type Step = Partial<SignatureToFill> | 'store'

/** The file with a signature by openssl, or with the lists that its certificates need. */
const after = (source: RandomAccess, step: Step): RandomAccess => {
  const doc = openPdf(source)
  if (step === 'store') {
    const crls = authority.crls.map((path) => readFileSync(path))
    return concatSources([source, bytesSource(appendSecurityStore(doc, { certificates: [], ocspResponses: [], crls }))])
  }
  const subFilter = 'ETSI.CAdES.detached'
  const filled = fillSignatureField(doc, { contentsBytes: 6000, subFilter, signingTime: new Date(), ...step })
  const whole = concatSources([source, bytesSource(filled.increment)])
  const bytes = Uint8Array.from(whole.read(0, whole.size))
  const [, first, second] = filled.byteRange
  const input = Buffer.concat([bytes.subarray(0, first), bytes.subarray(second)])
  const { certificate, issuer, key } = authority
  const signer = ['-signer', certificate, '-certfile', issuer, '-inkey', key, '-md', 'sha256']
  const cms = execFileSync('openssl', ['cms', '-sign', '-cades', '-binary', '-outform', 'DER', ...signer], { input })
  bytes.set(Buffer.from(cms.toString('hex')), filled.contentsStart + 1)
  return bytesSource(bytes)
}

const withFields = (entries: string): Uint8Array => {
  const widget = (name: string, more: string) =>
    `<</Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]/P 3 0 R/FT/Sig/T(${name})${more}>>`
  return claimingPdf('', '/Annots[7 0 R 8 0 R]', {
    catalog: '/AcroForm<</Fields[7 0 R 8 0 R]>>',
    objects: [widget('Signature 1', entries), widget('Signature 10', '')],
  })
}

const one: Step = { field: 'Signature 1' }
const ten: Step = { field: 'Signature 10' }

judgeTest('pyhanko', 'dss', 'pdfsig').each<[string, string, readonly Step[]]>([
  ['certified, signed again in a field that is there', '', [{ ...one, certify: 2 }, ten, 'store']],
  ['certified, signed again in a new field', '', [{ ...one, certify: 2 }, { newField: { name: 'nieuw' } }, 'store']],
  ['certified against any change, with a security store', '', [{ ...one, certify: 1 }, 'store']],
  ['signed under a lock of its own field, signed again', '/Lock<</Action/Include/Fields[(Signature 1)]>>', [one, ten]],
  ['signed under a lock of all, with a security store', '/Lock<</Action/All/P 1>>', [one, 'store']],
  ['locked as its seed value demands', '/SV<</Type/SV/Ff 128/LockDocument/true>>', [one, 'store']],
  ['signed, signed again in a new field', '', [one, { newField: { name: 'nieuw' } }, 'store']],
])('pyhanko, dss and pdfsig find nothing wrong with a file %s', async (title, entries, steps) => {
  const file = join(folder, `${title}.pdf`)
  const result = steps.reduce(after, bytesSource(withFields(entries)))
  writeFileSync(file, result.read(0, result.size))
  const job = { file, trust: [authority.root], crls: authority.crls }
  const signed = steps.filter((step) => step !== 'store')
  expect(await judges.pyhanko(job)).toMatchObject({
    signatures: signed.map(() => ({ passed: true, docMdpOk: true, seedValuesOk: true })),
  })
  expect(await judges.dss(job)).toMatchObject({
    signatures: signed.map(() => ({ indication: 'TOTAL_PASSED', errors: [] })),
  })
  const verdict = await judges.pdfsig(job)
  expect('signatures' in verdict && verdict.signatures.filter(({ valid }) => valid)).toHaveLength(signed.length)
})
