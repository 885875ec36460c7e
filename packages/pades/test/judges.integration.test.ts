import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  appendSignatureFields,
  bytesSource,
  concatSources,
  drawLook,
  openPdf,
  pageBox,
  type RandomAccess,
} from '@waarmerk/pdf'
import { toPem } from '@waarmerk/pki'
import {
  completeSignature,
  contentsSize,
  lintBeforeSigning,
  prepareSignature,
  validateSignature,
} from '../src/index.ts'
import { root, signer } from './certificates.ts'
import { fixture, fixtureNames, present } from './fixture.ts'
import { bytesOf } from './make-pdf.ts'
import { tsa } from './time-stamps.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-pades-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const signingTime = new Date('2026-11-23T10:11:12Z')
const certificates = signer.certificates

/** The whole way of a document with two signers: lint, fields, then each signs visibly. */
const signTwice = async (base: RandomAccess): Promise<RandomAccess[]> => {
  const doc = openPdf(base)
  lintBeforeSigning(doc)
  const { rotate } = pageBox(doc, 1)
  const fields = appendSignatureFields(doc, [
    { name: 'een', rect: [60, 60, 260, 120], label: 'Handtekening 1' },
    { name: 'twee', rect: [60, 130, 260, 190], label: 'Handtekening 2' },
  ])
  let file = concatSources([base, bytesSource(fields)])
  const revisions: RandomAccess[] = []
  for (const field of ['een', 'twee']) {
    const look = await drawLook({
      width: 200,
      height: 60,
      rotate,
      lines: ['Ondertekend door', 'Fatima Ṭāhirah', 'TEST'],
    })
    const contentsBytes = contentsSize({ certificates, tsaTokenBytes: tsa.largestToken })
    const { prepared, increment } = await prepareSignature(file, {
      field,
      contentsBytes,
      signingTime,
      look,
      reason: 'Akkoord (é)',
    })
    const completed = await completeSignature({ source: file, prepared, increment, signer, tsa })
    file = concatSources([file, bytesSource(completed.increment)])
    revisions.push(file)
  }
  return revisions
}

const written = (name: string, content: Uint8Array | string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const withPdfsig = present('pdfsig') && present('qpdf') ? test : test.skip
const withOpenssl = present('openssl') ? test : test.skip

withPdfsig.each(fixtureNames)(
  'pdfsig and qpdf find both signatures on %s in order, and the original is a prefix',
  async (name) => {
    const base = fixture(name)
    const revisions = await signTwice(base)
    for (const [index, revision] of revisions.entries()) {
      const path = written(`${name}-${index}.pdf`, bytesOf(revision))
      expect(Buffer.compare(revision.read(0, base.size), base.read(0, base.size))).toBe(0)
      const verdict = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' })
      expect(verdict.match(/Signature is Valid\./g)).toHaveLength(index + 1)
      expect(verdict.match(/ {2}- Total document signed/g)).toHaveLength(1)
      expect(verdict.match(/ETSI\.CAdES\.detached/g)).toHaveLength(index + 1)
      expect(verdict).toContain('TEST Anna de Vries')
      const check = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
      expect([check.status, check.stderr]).toEqual([0, ''])
    }
    const anchors = { trustAnchors: [root.certificate], timestampTrustAnchors: [root.certificate] }
    expect(await validateSignature(revisions[0] as RandomAccess, { field: 'een', ...anchors })).toMatchObject({
      indication: 'TOTAL-PASSED',
    })
    expect(await validateSignature(revisions[1] as RandomAccess, { field: 'twee', ...anchors })).toMatchObject({
      indication: 'TOTAL-PASSED',
    })
  },
)

withOpenssl('openssl verifies the signature and its time stamp against the root', async () => {
  const file = (await signTwice(fixture('libreoffice')))[0] as RandomAccess
  const { signedData, dictionary } = await validateSignature(file, { field: 'een' })
  const [, before = 0, after = 0, rest = 0] = dictionary?.byteRange ?? []
  const signedBytes = Buffer.concat([file.read(0, before), file.read(after, rest)])
  const anchor = written('root.pem', toPem(root.certificate.der))
  const cms = written('signature.der', signedData?.der ?? '')
  const content = written('content', signedBytes)
  const verify = [
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-in',
    cms,
    '-content',
    content,
    '-CAfile',
    anchor,
    '-purpose',
    'any',
    '-cades',
  ]
  const verdict = spawnSync('openssl', ['cms', ...verify, '-out', join(folder, 'out')], { encoding: 'utf8' })
  expect(verdict.stderr).toMatch(/verification successful/i)
  const token = written('token.der', signedData?.timestampTokens[0] ?? '')
  const digest = createHash('sha256')
    .update(signedData?.signature ?? '')
    .digest('hex')
  const stamp = spawnSync(
    'openssl',
    ['ts', '-verify', '-digest', digest, '-in', token, '-token_in', '-CAfile', anchor],
    { encoding: 'utf8' },
  )
  expect(stamp.stdout).toContain('Verification: OK')
})

withOpenssl('the signature holds what PAdES demands and nothing it forbids', async () => {
  const [file] = await signTwice(fixture('object-streams'))
  const { signedData } = await validateSignature(file as RandomAccess, { field: 'een' })
  const cms = written('print.der', signedData?.der ?? '')
  const text = execFileSync('openssl', ['cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', cms], {
    encoding: 'utf8',
  })
  expect(text).toContain('id-smime-aa-signingCertificateV2')
  expect(text).toContain('id-smime-aa-timeStampToken')
  expect(text).not.toContain('signingTime')
})
