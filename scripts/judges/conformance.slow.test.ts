import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import {
  allowsTransparency,
  appendSecurityStore,
  bytesSource,
  concatSources,
  drawLook,
  type FilledRevision,
  fillDocumentTimeStamp,
  fillSignatureField,
  openPdf,
  pageBox,
  type RandomAccess,
} from '@waarmerk/pdf'
import { claimingPdf } from './claiming-pdf.ts'
import { judgeTest } from './judge-test.ts'
import { type Judges, openJudges } from './judges.ts'
import { makeOpensslAuthority } from './openssl-authority.ts'

let folder: string
let judges: Judges
let cms: Uint8Array

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-conformance-'))
  judges = openJudges()
  const { certificate, key } = makeOpensslAuthority(folder)
  // PDF/A-2 looks at the form of what stands in /Contents (ISO 19005-2 6.4.3), not at whether it fits.
  const signer = ['-signer', certificate, '-inkey', key]
  cms = execFileSync('openssl', ['cms', '-sign', '-binary', '-outform', 'DER', ...signer], { input: 'text' })
})
afterAll(() => {
  judges.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Two pixels, one of which is half transparent. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAABUlEQVR4nGM4wcPVl38AAAAMSURBVMAQxcBw4j8ACpoC6rIsGwkAAAAASUVORK5CYII=',
  'base64',
)

const completed = (source: RandomAccess, { increment, contentsStart }: FilledRevision): RandomAccess => {
  const bytes = Uint8Array.from(increment)
  bytes.set(Buffer.from(Buffer.from(cms).toString('hex')), contentsStart + 1 - source.size)
  return concatSources([source, bytesSource(bytes)])
}

/** The file with everything that PAdES adds up to B-LTA. */
const archived = async (source: RandomAccess, visible: boolean): Promise<RandomAccess> => {
  const doc = openPdf(source)
  const contentsBytes = cms.length + 50
  const opaque = !allowsTransparency(doc)
  const { rotate } = pageBox(doc, 1)
  const lines = ['Ondertekend door', 'Fatima Ṭāhirah Ḥusaynī']
  const look = await drawLook({ width: 160, height: 60, rotate, lines, image: { bytes: png }, opaque })
  const filled = fillSignatureField(doc, {
    newField: { name: 'een', label: 'Handtekening', ...(visible && { rect: [20, 20, 180, 80] }) },
    ...(visible && { look }),
    contentsBytes,
    subFilter: 'ETSI.CAdES.detached',
    signingTime: new Date('2026-11-23T12:00:00Z'),
    reason: 'Akkoord',
  })
  const signed = completed(source, filled)
  const store = { certificates: [cms], ocspResponses: [Uint8Array.of(1)], crls: [Uint8Array.of(2)] }
  const data = appendSecurityStore(openPdf(signed), store)
  const stored = concatSources([signed, bytesSource(data)])
  return completed(stored, fillDocumentTimeStamp(openPdf(stored), { contentsBytes }))
}

judgeTest('verapdf').each([
  ['1b', 'pdfaid:part="1" pdfaid:conformance="B"'],
  ['2b', 'pdfaid:part="2" pdfaid:conformance="B"'],
  ['2a', 'pdfaid:part="2" pdfaid:conformance="A"'],
  ['3u', 'pdfaid:part="3" pdfaid:conformance="U"'],
  ['ua1', 'pdfuaid:part="1"'],
])('veraPDF: a file that follows %s still does once it is signed and archived', async (standard, claim) => {
  const verdictOn = async (name: string, source: RandomAccess) => {
    const file = join(folder, `${standard}-${name}.pdf`)
    writeFileSync(file, source.read(0, source.size))
    return judges.verapdf({ file, flavours: [standard] })
  }
  const follows = { standards: [{ standard, compliant: true, failed: [] }] }
  const plain = bytesSource(claimingPdf(claim, ''))
  const turned = bytesSource(claimingPdf(claim, '/Rotate 90/Tabs/R'))
  expect(await verdictOn('plain', plain)).toEqual(follows)
  expect(await verdictOn('invisible', await archived(plain, false))).toEqual(follows)
  expect(await verdictOn('visible', await archived(plain, true))).toEqual(follows)
  const shifted = bytesSource(claimingPdf(claim, '/MediaBox[-9 -9 603 783]'))
  expect(await verdictOn('shifted', await archived(shifted, false))).toEqual(follows)
  expect(await verdictOn('turned', await archived(turned, true))).toEqual(follows)
})
