import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import {
  appendSignatureFields,
  bytesSource,
  concatSources,
  drawLook,
  fillSignatureField,
  type OpenOptions,
  openPdf,
  pageBox,
  pageCount,
  type RandomAccess,
} from '../src/index.ts'
import { encryptedFixture, encryptedFixtures, encryptedNames, fixture, fixtureNames, present } from './fixture.ts'
import { makePdf, onePage } from './make-pdf.ts'
import { makePng } from './make-png.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waarmerk-pdf-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const name = 'Fatima Ṭāhirah Ḥusaynī'

/** The file with two fields, one of them visible and filled. */
const revised = async (source: RandomAccess, options: OpenOptions = {}): Promise<RandomAccess> => {
  const doc = openPdf(source, options)
  const page = pageCount(doc)
  const { rotate } = pageBox(doc, page)
  const fields = appendSignatureFields(doc, [{ name: 'een', page, rect: [60, 60, 260, 120] }, { name: 'twee' }])
  const whole = concatSources([source, bytesSource(fields)])
  const look = await drawLook({ width: 200, height: 60, rotate, lines: ['Ondertekend door', name] })
  const filled = fillSignatureField(openPdf(whole, options), {
    field: 'een',
    contentsBytes: 4000,
    subFilter: 'ETSI.CAdES.detached',
    look,
  })
  return concatSources([whole, bytesSource(filled.increment)])
}

const written = (source: RandomAccess): string => {
  const path = join(folder, `${source.size}.pdf`)
  writeFileSync(path, source.read(0, source.size))
  return path
}

const withQpdf = present('qpdf') ? test : test.skip
const withPoppler = present('pdftotext') && present('pdffonts') ? test : test.skip

withQpdf.each(fixtureNames)(
  'qpdf finds nothing wrong with %s after two revisions, and both are as it expects',
  async (file) => {
    const source = fixture(file)
    const result = await revised(source)
    expect(Buffer.from(result.read(0, source.size)).equals(source.read(0, source.size))).toBe(true)
    const check = spawnSync('qpdf', ['--check', written(result)], { encoding: 'utf8' })
    expect([check.status, check.stderr]).toEqual([0, ''])
    expect(check.stdout).toContain('No syntax or stream encoding errors found')
  },
)

withQpdf('a tagged file stays tagged: the visible widget stands in structure and parent tree', async () => {
  const path = written(await revised(fixture('libreoffice')))
  const json = execFileSync('qpdf', ['--json', '--json-key=qpdf', path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const objects: unknown[] = Object.values(JSON.parse(json).qpdf[1])
  const values = objects.map((object) => JSON.stringify(object))
  expect(values.filter((value) => value.includes('"/S":"/Form"'))).toHaveLength(1)
  expect(values.filter((value) => value.includes('"/StructParent":'))).toHaveLength(1)
})

withPoppler.each(fixtureNames)('poppler reads the name in the look of %s, in an embedded font', async (file) => {
  const path = written(await revised(fixture(file)))
  expect(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })).toContain(name)
  expect(execFileSync('pdffonts', [path], { encoding: 'utf8' })).toMatch(
    /\+NotoSans-Regular +CID TrueType +Identity-H +yes yes yes/,
  )
})

const owner = { password: 'eigenaar' }

withQpdf.each(encryptedNames)('qpdf decrypts all of %s after two revisions, and finds nothing wrong', async (file) => {
  const path = written(await revised(encryptedFixture(file), owner))
  const password = `--password=${encryptedFixtures[file]}`
  const check = spawnSync('qpdf', ['--check', password, path], { encoding: 'utf8' })
  expect([check.status, check.stderr]).toEqual([0, ''])
  const plain = execFileSync('qpdf', [password, '--decrypt', '--stream-data=uncompress', path, '-'], {
    encoding: 'latin1',
  })
  expect(plain).toContain('(een)')
  expect(plain).toContain('(twee)')
})

withPoppler.each(encryptedNames)('poppler reads the look in %s with the user password', async (file) => {
  const path = written(await revised(encryptedFixture(file), owner))
  const text = execFileSync('pdftotext', ['-upw', encryptedFixtures[file], path, '-'], { encoding: 'utf8' })
  expect(text).toContain(name)
})

withQpdf('qpdf finds nothing wrong with a damaged file once it has our cross-reference', async () => {
  const source = fixture('object-streams')
  const text = Buffer.from(source.read(0, source.size)).toString('latin1').replace('startxref', 'startxxxx')
  const path = written(await revised(bytesSource(Buffer.from(text, 'latin1'))))
  const check = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
  expect([check.status, check.stderr]).toEqual([0, ''])
})

const red = [220, 30, 30] as const
const half = 128

withPoppler('poppler shows an image in its colours, and what is behind where it is transparent', async () => {
  const image = { bytes: makePng({ colourType: 6, rows: [[0, ...red, 255, ...red, half]] }) }
  const look = await drawLook({ width: 206, height: 106, lines: [], image })
  const source = bytesSource(makePdf({ ...onePage, 2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 206 106]>>' }))
  const newField = { name: 'een', rect: [0, 0, 206, 106] } as const
  const { increment } = fillSignatureField(openPdf(source), {
    newField,
    look,
    contentsBytes: 9,
    subFilter: 'ETSI.CAdES.detached',
  })
  const path = written(concatSources([source, bytesSource(increment)]))
  const ppm = execFileSync('pdftoppm', ['-r', '72', '-singlefile', path])
  const pixels = ppm.subarray(ppm.length - 206 * 106 * 3)
  const pixelAt = (x: number, y: number) => [...pixels.subarray((y * 206 + x) * 3, (y * 206 + x) * 3 + 3)]
  const onWhite = red.map((part) => (part * half + 255 * (255 - half)) / 255)
  for (const [seen, wanted] of [
    [pixelAt(50, 53), red],
    [pixelAt(150, 53), onWhite],
    [pixelAt(103, 1), [255, 255, 255]],
  ] as const) {
    for (const [part, value] of seen.entries()) expect(Math.abs(value - (wanted[part] as number))).toBeLessThan(12)
  }
})
