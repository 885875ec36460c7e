import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { acroFormOf, formFields } from '../document/form-fields.ts'
import { signatureFields } from '../document/signature-fields.ts'
import { openPdf } from '../file/open-pdf.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { appendSignatureFields } from './append-signature-fields.ts'
import type { NewSignatureField } from './new-fields.ts'

const append = (objects: Objects, fields: readonly NewSignatureField[], version = '2.0') => {
  const base = bytesSource(makePdf(objects, { version }))
  const increment = appendSignatureFields(openPdf(base), fields)
  return { text: textOf(increment), doc: openPdf(concatSources([base, bytesSource(increment)])) }
}

const one: NewSignatureField[] = [{ name: 'een' }]

test('a number that the page names without object is not given to a new field', () => {
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[4 0 R 6 0 R]>>'
  const { text } = append({ ...onePage, 3: page }, one)
  expect(text).toContain('/Annots[4 0 R 6 0 R 5 0 R]')
  expect(text).toMatch(/\n5 0 obj\n<<\/Type\/Annot/)
  expect(text).not.toMatch(/\n[46] 0 obj/)
})

test('a number that the form names without object is not given to a new field', () => {
  const base = bytesSource(
    makePdf({
      ...onePage,
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 6 0 R]>>>>',
      4: '<</FT/Tx/T(naam)/Kids[5 0 R 7 0 R]>>',
    }),
  )
  const increment = appendSignatureFields(openPdf(base), [{ name: 'a' }])
  expect(textOf(increment)).toContain('\n8 0 obj\n<</Type/Annot')
  const whole = openPdf(concatSources([base, bytesSource(increment)]), { recover: false })
  expect(formFields(whole).map(({ name }) => name)).toEqual(['naam', 'a'])
})

test('fields of several signers come in one revision, entered in form and pages', () => {
  const twoPages = {
    ...onePage,
    2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>',
    4: '<</Type/Page/Parent 2 0 R>>',
  }
  const { text, doc } = append(twoPages, [
    { name: 'aanvrager', label: 'Handtekening (aanvrager)', page: 2, rect: [250, 110, 50, 50.25] },
    { name: 'tweede' },
    { name: 'derde', page: 2 },
  ])
  expect(signatureFields(doc)).toEqual([
    { name: 'aanvrager', signed: false, label: 'Handtekening (aanvrager)', page: 2, rect: [50, 50.25, 250, 110] },
    { name: 'tweede', signed: false, label: 'tweede', page: 1, rect: [0, 0, 0, 0] },
    { name: 'derde', signed: false, label: 'derde', page: 2, rect: [0, 0, 0, 0] },
  ])
  expect(text).toContain(
    '/Type/Annot/Subtype/Widget/FT/Sig/T(aanvrager)/TU(Handtekening \\(aanvrager\\))/F 132/Rect[50 50.25 250 110]/P 4 0 R/AP<</N 8 0 R>>>>',
  )
  expect(text).toContain('<</Type/XObject/Subtype/Form/BBox[0 0 200 59.75]/Resources<<>>/Length 0>>')
  expect(text).toContain('4 0 obj\n<</Type/Page/Parent 2 0 R/Annots [5 0 R 7 0 R]>>')
  expect(text).toContain('<</Fields[5 0 R 6 0 R 7 0 R]/SigFlags 3>>')
  expect(text.match(/startxref/g)).toHaveLength(1)
})

test.each<[string, Objects, string]>([
  ['direct', { ...onePage, 3: '<</Type/Page/Parent 2 0 R/Annots[ 9 0 R ]>>' }, '/Annots[ 9 0 R  4 0 R]'],
  [
    'indirect',
    { ...onePage, 3: '<</Type/Page/Parent 2 0 R/Annots 4 0 R>>', 4: '[9 0 R]' },
    '4 0 obj\n[9 0 R 5 0 R]\nendobj',
  ],
  ['null', { ...onePage, 3: '<</Type/Page/Parent 2 0 R/Annots 9 0 R>>' }, '/Annots [4 0 R]'],
])('annotations of the page that are %s are extended', (_, objects, expected) => {
  expect(append(objects, one).text).toContain(expected)
})

const form = (value: string, more: Objects = {}): Objects => ({
  ...onePage,
  1: `<</Type/Catalog/Pages 2 0 R/AcroForm ${value}>>`,
  ...more,
})

test.each<[string, Objects, string]>([
  ['direct', form('<</Fields[]/NeedAppearances true/DA(x)>>'), '/AcroForm <</Fields[ 4 0 R] /DA(x)/SigFlags 3>>'],
  [
    'indirect',
    form('4 0 R', { 4: '<</SigFlags 1/Fields 5 0 R>>', 5: '[]' }),
    '4 0 obj\n<</SigFlags 3/Fields 5 0 R>>\nendobj\n5 0 obj\n[ 6 0 R]',
  ],
  ['without fields', form('4 0 R', { 4: '<</SigFlags 3>>' }), '4 0 obj\n<</SigFlags 3/Fields [5 0 R]>>'],
  ['null', form('null'), '/AcroForm 6 0 R'],
])('a form that is %s is extended', (_, objects, expected) => {
  const { text, doc } = append(objects, one)
  expect(text).toContain(expected)
  expect(acroFormOf(doc)?.value.entries.has('NeedAppearances')).toBe(false)
})

test.each([
  ['a field without appearance', '<</FT/Tx/T(a)/V(b)/Rect[0 0 9 9]>>', true],
  ['a field with its appearance', '<</FT/Tx/T(a)/V(b)/Rect[0 0 9 9]/AP<</N 3 0 R>>>>', false],
  ['a field without area', '<</FT/Tx/T(a)/V(b)/Rect[0 0 0 0]>>', false],
])('viewers stay asked to draw what %s says, and only that', (_, field, asked) => {
  const { doc } = append(form('<</Fields[4 0 R]/NeedAppearances true>>', { 4: field }), one)
  expect(acroFormOf(doc)?.value.entries.has('NeedAppearances')).toBe(asked)
})

test.each<[string, string, string, string]>([
  ['1.4', '', '/Version /1.7', '/Extensions <</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>'],
  ['1.7', '', '', '/Extensions <</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>'],
  ['1.7', '/Extensions<</ADBE<<>>>>', '', '/Extensions<</ADBE<<>>/ESIC <</BaseVersion/1.7/ExtensionLevel 2>>>>'],
  [
    '1.7',
    '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>',
    '',
    '/Extensions<</ESIC <</BaseVersion/1.7/ExtensionLevel 2>>>>',
  ],
  ['1.7', '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>', '', '/ExtensionLevel 5>>>>'],
  ['1.7', '/Extensions<</ESIC[]>>', '', '/ESIC[]>>'],
  ['1.4', '/Version/2.0', '', '/Version/2.0'],
])('version %s with %s declares the extension', (version, catalog, raised, declared) => {
  const { text } = append({ ...onePage, 1: `<</Type/Catalog/Pages 2 0 R${catalog}>>` }, one, version)
  expect(text).toContain(declared)
  expect(text).toContain(raised)
  if (raised === '') expect(text).not.toContain('/Version /1.7')
})

test('version 2.0 declares nothing', () => {
  expect(append(onePage, one).text).not.toContain('Extensions')
})

test.each<[string, NewSignatureField[], string]>([
  ['an empty name', [{ name: '' }], 'ERR_PDF_FIELD_NAME_INVALID'],
  ['a full stop in the name', [{ name: 'a.b' }], 'ERR_PDF_FIELD_NAME_INVALID'],
  ['a control character in the name', [{ name: 'a\u0000' }], 'ERR_PDF_FIELD_NAME_INVALID'],
  ['a name that is too long', [{ name: 'n'.repeat(128) }], 'ERR_PDF_FIELD_NAME_INVALID'],
  ['the same name twice', [{ name: 'a' }, { name: 'a' }], 'ERR_PDF_FIELD_EXISTS'],
  ['a page that is not there', [{ name: 'a', page: 2 }], 'ERR_PDF_PAGE_MISSING'],
  ['a rectangle with no number', [{ name: 'a', rect: [0, 0, Number.NaN, 1] }], 'ERR_PDF_RECT_INVALID'],
  ['a rectangle without end', [{ name: 'a', rect: [0, 0, 1e9, 1] }], 'ERR_PDF_RECT_INVALID'],
])('%s is refused', (_, fields, code) => {
  expect(codeOf(() => append(onePage, fields))).toBe(code)
})

test.each([
  ['[0 0 595 842]', '0 0 0 0'],
  ['[-9 -9 603 783]', '-9 -9 -9 -9'],
  ['[9 9 9 9]/CropBox[0 20.00009 300 300]', '9 20 9 20'],
  ['[-1e9 0 1e9 9]', '0 0 0 0'],
])('an invisible field on a page of %s lies outside of what is seen', (box, rect) => {
  const pages = { ...onePage, 2: `<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox${box}>>` }
  expect(append(pages, one).text).toContain(`/Rect[${rect}]`)
  const signature = '<</FT/Sig/T(s)/P 3 0 R/V<</Type/Sig>>>>'
  const signed = form('<</Fields[4 0 R]>>', {
    2: pages[2],
    3: '<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>',
    4: signature,
  })
  expect(append(signed, one).text).toContain(`/Rect[${rect}]`)
})

test('the name of any existing field is taken', () => {
  const objects = form('<</Fields[4 0 R]>>', { 4: '<</FT/Tx/T(een)>>' })
  expect(codeOf(() => append(objects, one))).toBe('ERR_PDF_FIELD_EXISTS')
})

test('a certified document takes no visible field', () => {
  const signed = form('<</Fields[4 0 R]>>', {
    4: '<</FT/Sig/T(s)/V<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 2>>>>]>>>>',
  })
  expect(codeOf(() => append(signed, [{ name: 'a', rect: [0, 0, 9, 9] }]))).toBe('ERR_PDF_CHANGE_FORBIDDEN')
  expect(signatureFields(append(signed, one).doc)).toHaveLength(2)
})

test('annotations that are no array, or a page that names a key twice, are refused', () => {
  expect(codeOf(() => append({ ...onePage, 3: '<</Type/Page/Parent 2 0 R/Annots<<>>>>' }, one))).toBe(
    'ERR_PDF_STRUCTURE',
  )
  expect(codeOf(() => append({ ...onePage, 3: '<</Type/Page/Parent 2 0 R/A 1/A 2>>' }, one))).toBe(
    'ERR_PDF_DUPLICATE_KEY',
  )
})

test('no fields at all is a mistake of the caller', () => {
  expect(() => append(onePage, [])).toThrow(TypeError)
})
