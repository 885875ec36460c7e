import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { changeRules } from '../document/change-rules.ts'
import { signatureFields } from '../document/signature-fields.ts'
import { openPdf } from '../file/open-pdf.ts'
import { drawLook } from '../look/draw-look.ts'
import { lookDigest } from '../look/look.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { appendSignatureFields } from './append-signature-fields.ts'
import { fillSignatureField, type SignatureToFill } from './fill-signature-field.ts'

const prepared = (rect?: [number, number, number, number]) => {
  const base = bytesSource(makePdf(onePage, { version: '2.0' }))
  const increment = appendSignatureFields(openPdf(base), [{ name: 'een', ...(rect && { rect }) }, { name: 'twee' }])
  return concatSources([base, bytesSource(increment)])
}

const plain: SignatureToFill = { field: 'een', contentsBytes: 8, subFilter: 'ETSI.CAdES.detached' }

test('the byte range leaves out exactly the string of /Contents', () => {
  const source = prepared()
  const filled = fillSignatureField(openPdf(source), plain)
  const whole = concatSources([source, bytesSource(filled.increment)])
  const text = textOf(whole.read(0, whole.size))
  const [start, first, second, rest] = filled.byteRange
  expect([start, second + rest]).toEqual([0, whole.size])
  expect(text.slice(first, second)).toBe('<0000000000000000>')
  expect(text.slice(first - 9, first)).toBe('/Contents')
  expect([filled.contentsStart, filled.contentsHexLength, filled.lookSha256]).toEqual([first, 16, null])
  const [field] = signatureFields(openPdf(whole))
  expect(field?.signature).toMatchObject({
    byteRange: [...filled.byteRange],
    contents: new Uint8Array(8),
    contentsSpan: { start: first, end: second },
  })
})

test('the dictionary says what PAdES demands, in ASCII, and no more', () => {
  const filled = fillSignatureField(openPdf(prepared()), {
    ...plain,
    signingTime: new Date('2026-11-23T10:11:12Z'),
    name: 'Fatima Ṭāhirah',
    reason: 'Akkoord (alles)',
    location: 'Utrecht',
    contactInfo: '14 030',
    application: 'Waarmerk 1',
  })
  const text = textOf(filled.increment)
  expect(text).toMatch(
    /\n<<\/Type\/Sig\/Filter\/Adobe\.PPKLite\/SubFilter\/ETSI\.CAdES\.detached\/ByteRange\[0 \d+ \d+ \d+\] *\/Contents<0{16}>\/M\(D:20261123101112\+00'00'\)\/Name<FEFF[0-9A-F]+>\/Reason\(Akkoord \\\(alles\\\)\)\/Location\(Utrecht\)\/ContactInfo\(14 030\)\/Prop_Build<<\/App<<\/Name\/Waarmerk#201>>>>>>\n/,
  )
  expect(/\/ByteRange(.{36})\/Contents/.exec(text)).not.toBeNull()
  expect(text).not.toContain('/Cert')
  expect(text).toMatch(/\/T\(een\).*\/V 9 0 R>>/)
})

test('a document time stamp has its own type and no /M', () => {
  const filled = fillSignatureField(openPdf(prepared()), { ...plain, subFilter: 'ETSI.RFC3161' })
  expect(textOf(filled.increment)).toContain('<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161')
})

test('a look is put into the field, and its digest can be made again from the file', async () => {
  const source = prepared([10, 10, 210, 70])
  const look = await drawLook({ width: 200, height: 60, lines: ['Anna de Vries'] })
  const filled = fillSignatureField(openPdf(source), { ...plain, look })
  const doc = openPdf(concatSources([source, bytesSource(filled.increment)]))
  expect(filled.lookSha256).toEqual(look.sha256)
  expect(lookDigest(doc, 'een')).toEqual(Uint8Array.from(look.sha256))
  expect(lookDigest(doc, 'twee')).toBeNull()
  const other = await drawLook({ width: 200, height: 60, lines: ['Anna de Vriez'] })
  expect(other.sha256).not.toEqual(look.sha256)
})

test('a look for an invisible field is refused', async () => {
  const look = await drawLook({ width: 200, height: 60, lines: ['Anna'] })
  expect(codeOf(() => fillSignatureField(openPdf(prepared()), { ...plain, look }))).toBe('ERR_PDF_RECT_INVALID')
})

const fresh = (objects: Objects, input: Partial<SignatureToFill>, version = '2.0') => {
  const source = bytesSource(makePdf(objects, { version }))
  const filled = fillSignatureField(openPdf(source), { contentsBytes: 8, subFilter: 'ETSI.CAdES.detached', ...input })
  const doc = openPdf(concatSources([source, bytesSource(filled.increment)]))
  return { filled, doc, text: textOf(filled.increment), fields: signatureFields(doc) }
}

test('a field that is missing is made and filled in one revision', async () => {
  const look = await drawLook({ width: 200, height: 60, lines: ['Anna de Vries'] })
  const newField = { name: 'zegel', label: 'Zegel', rect: [10, 10, 210, 70] } as const
  const { filled, doc, text, fields } = fresh(onePage, { newField, look })
  expect(text.match(/startxref/g)).toHaveLength(1)
  expect(text).toMatch(/\/T\(zegel\)\/TU\(Zegel\)\/F 132\/Rect\[10 10 210 70\]\/P 3 0 R\/AP<<\/N 6 0 R>>\/V 4 0 R>>/)
  expect(text).toContain('<</Fields[5 0 R]/SigFlags 3>>')
  expect(fields).toMatchObject([{ name: 'zegel', page: 1, signature: { byteRange: [...filled.byteRange] } }])
  expect(lookDigest(doc, 'zegel')).toEqual(Uint8Array.from(look.sha256))
})

const formOf = (field: string, more: Objects = {}): Objects => ({
  ...onePage,
  1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>',
  4: field,
  ...more,
})

test('an empty field of that name is used as it is', () => {
  const { fields } = fresh(formOf('<</FT/Sig/T(een)/Rect[1 2 3 4]>>'), { newField: { name: 'een', page: 7 } })
  expect(fields).toMatchObject([{ name: 'een', signed: true, rect: [1, 2, 3, 4] }])
})

test.each<[string, Objects, Partial<SignatureToFill>, string]>([
  ['of another type', formOf('<</FT/Tx/T(een)>>'), { newField: { name: 'een' } }, 'ERR_PDF_FIELD_EXISTS'],
  ['on no page', onePage, { newField: { name: 'een', page: 2 } }, 'ERR_PDF_PAGE_MISSING'],
  ['with an impossible name', onePage, { newField: { name: 'a.b' } }, 'ERR_PDF_FIELD_NAME_INVALID'],
  ['that is missing and not to be made', onePage, { field: 'een' }, 'ERR_PDF_FIELD_MISSING'],
])('a new field %s is refused', (_, objects, input, code) => {
  expect(codeOf(() => fresh(objects, input))).toBe(code)
})

test('a look for a new field without area is refused', async () => {
  const look = await drawLook({ width: 200, height: 60, lines: ['Anna'] })
  expect(codeOf(() => fresh(onePage, { newField: { name: 'een' }, look }))).toBe('ERR_PDF_RECT_INVALID')
})

test('the field is named once', () => {
  expect(() => fresh(onePage, {})).toThrow(TypeError)
  expect(() => fresh(onePage, { field: 'een', newField: { name: 'twee' } })).toThrow(TypeError)
})

test.each([1, 2, 3] as const)('a first signature certifies the document: level %p', (certify) => {
  const { doc, text } = fresh(onePage, { newField: { name: 'een' }, certify })
  expect(text).toContain(
    `/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P ${certify}/V/1.2>>>>]`,
  )
  expect(text).toContain('/Perms <</DocMDP 4 0 R>>')
  expect(changeRules(doc).docMDP).toBe(certify)
})

const iso = (level: number, revision = '') =>
  `<</Type/DeveloperExtensions/BaseVersion/2.0/ExtensionLevel ${level}${revision}>>`
const edwards = iso(32_002, '/ExtensionRevision(:2022)')

test.each<[string, string, string]>([
  ['nothing', '', `/Extensions <</ISO_[${edwards}]>>`],
  ['others', '/Extensions<</ESIC<<>>>>', `/Extensions<</ESIC<<>>/ISO_ [${edwards}]>>`],
  ['another of ISO', `/Extensions<</ISO_${iso(32_001)}>>`, `/Extensions<</ISO_[${iso(32_001)} ${edwards}]>>`],
  ['several of ISO', `/Extensions<</ISO_[${iso(32_001)}]>>`, `/Extensions<</ISO_[${iso(32_001)} ${edwards}]>>`],
  ['it already', `/Extensions<</ISO_[${iso(32_002)}]>>`, `/Extensions<</ISO_[${iso(32_002)}]>>/`],
  ['it already, alone', `/Extensions<</ISO_${iso(32_002)}>>`, `/Extensions<</ISO_${iso(32_002)}>>/`],
])('a signature by an Edwards curve is declared in a file that declares %s', (_, catalog, expected) => {
  const objects = { ...onePage, 1: `<</Type/Catalog/Pages 2 0 R${catalog}>>` }
  const input = { newField: { name: 'een' }, edwards: true }
  const { text } = fresh(objects, input)
  expect(text).toContain(expected)
  expect(text).not.toContain('/Version')
  // An older file is one of PDF 2.0 from then on, and needs no other extension.
  expect(fresh(objects, input, '1.7').text).toContain('/Version /2.0')
  expect(fresh(objects, input, '1.7').text).not.toContain('/ESIC<</BaseVersion')
})

test('permissions that are there are kept beside the certification', () => {
  const objects = { ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/Perms<</UR3 3 0 R>>>>' }
  const { text } = fresh(objects, { newField: { name: 'een' }, certify: 2 })
  expect(text).toContain('/Perms<</UR3 3 0 R/DocMDP 4 0 R>>')
})

test.each([
  ['is signed', formOf('<</FT/Sig/T(s)/V<</Type/Sig>>>>')],
  ['has a time stamp', formOf('<</FT/Sig/T(s)/V<</Type/DocTimeStamp>>>>')],
  [
    'is certified without a field',
    { ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[<</TransformMethod/DocMDP>>]>>>>>>' },
  ],
])('a document that %s cannot be certified any more', (_, objects) => {
  expect(codeOf(() => fresh(objects, { newField: { name: 'een' }, certify: 2 }))).toBe('ERR_PDF_CERTIFY_NOT_FIRST')
})

const withField = (field: string, more: Objects = {}) =>
  openPdf(
    bytesSource(
      makePdf({ ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>', 4: field, ...more }),
    ),
  )

test('every widget of a field that can be seen shows the look', async () => {
  // One is listed twice, and still gets one appearance.
  const field = '<</FT/Sig/T(een)/Kids[5 0 R 6 0 R 7 0 R 5 0 R]>>'
  const widget = (rect: string) => `<</Subtype/Widget/Parent 4 0 R/Rect[${rect}]>>`
  const doc = withField(field, { 5: widget('0 0 200 60'), 6: widget('0 0 0 0'), 7: widget('300 10 500 70') })
  const look = await drawLook({ width: 200, height: 60, lines: ['Anna'] })
  const text = textOf(fillSignatureField(doc, { ...plain, look }).increment)
  expect(text).toContain('5 0 obj\n<</Subtype/Widget/Parent 4 0 R/Rect[0 0 200 60]/AP <</N 9 0 R>>>>')
  expect(text).toContain('7 0 obj\n<</Subtype/Widget/Parent 4 0 R/Rect[300 10 500 70]/AP <</N 9 0 R>>>>')
  expect(text).not.toContain('6 0 obj\n')
})

test('a field made by others is filled, and its form prepared', () => {
  const doc = withField('<</FT/Sig/T(een)/Kids[5 0 R]>>', { 5: '<</Subtype/Widget/Parent 4 0 R/Rect[0 0 9 9]>>' })
  const text = textOf(fillSignatureField(doc, plain).increment)
  expect(text).toContain('/AcroForm<</Fields[4 0 R]/SigFlags 3>>/Extensions')
  expect(text).toContain('4 0 obj\n<</FT/Sig/T(een)/Kids[5 0 R]/V 6 0 R>>')
})

test.each<[string, string, string]>([
  ['signed already', '<</FT/Sig/T(een)/V<</Type/Sig>>>>', 'ERR_PDF_FIELD_SIGNED'],
  ['of another type', '<</FT/Tx/T(een)>>', 'ERR_PDF_FIELD_MISSING'],
  ['that is read-only', '<</FT/Sig/T(een)/Ff 1>>', 'ERR_PDF_CHANGE_FORBIDDEN'],
  ['with a name used twice', '<</FT/Sig/Kids[<</T(een)>><</T(een)>>]>>', 'ERR_PDF_FIELD_UNSUPPORTED'],
])('a field %s is refused', (_, field, code) => {
  expect(codeOf(() => fillSignatureField(withField(field), plain))).toBe(code)
})

test.each([
  ['', 'ERR_PDF_CHANGE_FORBIDDEN'],
  ['/Ff 0', 'no error'],
])('what a field with flags %p inherits of them counts', (flags, code) => {
  const doc = withField(`<</T(a)/Ff 1/Kids[<</FT/Sig/T(een)${flags}>>]>>`)
  expect(codeOf(() => fillSignatureField(doc, { ...plain, field: 'a.een' }))).toBe(code)
})

test('a certification against any change is respected', () => {
  const doc = withField('<</FT/Sig/T(een)>>', {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>',
    5: '<</FT/Sig/T(c)/V<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>>>',
  })
  expect(codeOf(() => fillSignatureField(doc, plain))).toBe('ERR_PDF_CHANGE_FORBIDDEN')
})

test.each([0, -1, 1.5, Number.NaN, 1024 * 1024 + 1])('room for %p bytes is refused', (contentsBytes) => {
  expect(codeOf(() => fillSignatureField(openPdf(prepared()), { ...plain, contentsBytes }))).toBe(
    'ERR_PDF_PLACEHOLDER_INVALID',
  )
})
