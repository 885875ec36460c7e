import { expect, test } from '@jest/globals'
import { codeOf, onePage, openMade } from '../../test/make-pdf.ts'
import { limits } from '../limits.ts'
import { acroFormOf, formFields } from './form-fields.ts'
import { signatureFields } from './signature-fields.ts'

const withForm = (form: string, objects: Record<number, string> = {}) =>
  openMade({ ...onePage, 1: `<</Type/Catalog/Pages 2 0 R/AcroForm ${form}>>`, ...objects })

test('a document without form has no fields', () => {
  const doc = openMade(onePage)
  expect([acroFormOf(doc), formFields(doc)]).toEqual([null, []])
})

test('names are joined, type and value are inherited, widgets are told from fields', () => {
  const doc = withForm('<</Fields[4 0 R 8 0 R]>>', {
    4: '<</T(a)/FT/Tx/V(all)/Kids[5 0 R 6 0 R]>>',
    5: '<</T(b)/Kids[7 0 R]/Parent 4 0 R>>',
    6: '<</T(c)/FT/Sig/V(own)/Parent 4 0 R>>',
    7: '<</Subtype/Widget/Parent 5 0 R>>',
    8: '<</T<FEFF0160>/FT/Btn>>',
  })
  expect(
    formFields(doc).map(({ name, type, value, widgets, hasChildFields }) => [
      name,
      type,
      value?.value.kind,
      widgets.map((widget) => widget.object.number),
      hasChildFields,
    ]),
  ).toEqual([
    ['a', 'Tx', 'string', [], true],
    ['a.b', 'Tx', 'string', [7], false],
    ['a.c', 'Sig', 'string', [6], false],
    ['Š', 'Btn', undefined, [8], false],
  ])
})

test('a signature field is seen with its place, label and dictionary', () => {
  const doc = withForm('<</Fields[4 0 R 6 0 R 7 0 R]>>', {
    4: '<</FT/Sig/T(one)/TU(Aanvrager)/Rect[20 40 10 30]/P 3 0 R/V 5 0 R>>',
    5: '<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<3000>/M(D:20261123120000Z)/Reason(R)/Cert(x)>>',
    6: '<</FT/Sig/T(two)>>',
    7: '<</FT/Sig/T(three)/V<</ByteRange[0 1]/Contents<00>>>>>',
  })
  expect(signatureFields(doc)).toMatchObject([
    {
      name: 'one',
      signed: true,
      page: 1,
      label: 'Aanvrager',
      rect: [10, 30, 20, 40],
      signature: {
        byteRange: [0, 1, 2, 3],
        signingTime: new Date('2026-11-23T12:00:00Z'),
        reason: 'R',
        name: null,
        hasCert: true,
      },
    },
    { name: 'two', signed: false },
    { name: 'three', signed: true },
  ])
  expect(signatureFields(doc).map((field) => 'signature' in field)).toEqual([true, false, false])
})

test('a field named twice in one array is one field', () => {
  const doc = withForm('<</Fields[4 0 R 4 0 R]>>', { 4: '<</FT/Tx/T(a)>>' })
  expect(formFields(doc)).toHaveLength(1)
})

test('a field tree that comes back to itself is refused', () => {
  const doc = withForm('<</Fields[4 0 R]>>', { 4: '<</T(a)/Kids[5 0 R]>>', 5: '<</T(b)/Kids[4 0 R]>>' })
  expect(codeOf(() => formFields(doc))).toBe('ERR_PDF_LOOP')
})

test('a field tree deeper than the limit is refused', () => {
  const fields: Record<number, string> = {}
  for (let number = 4; number < 80; number += 1) fields[number] = `<</T(a)/Kids[${number + 1} 0 R]>>`
  const doc = withForm('<</Fields[4 0 R]>>', { ...fields, 80: '<</T(a)>>' })
  expect(codeOf(() => formFields(doc))).toBe('ERR_PDF_TOO_DEEP')
})

const half = `[${'9 0 R '.repeat(limits.treeNodes / 2)}]`
const widget = '<</Subtype/Widget>>'

test.each<[string, string, Record<number, string>, string]>([
  ['more fields than the limit', `[${'<<>>'.repeat(limits.treeNodes + 1)}]`, {}, 'ERR_PDF_TOO_MANY'],
  [
    'more widgets than the limit, of all fields together',
    '[<</T(a)/Kids 5 0 R>><</T(b)/Kids 6 0 R>>]',
    { 5: half, 6: half, 9: widget },
    'ERR_PDF_TOO_MANY',
  ],
  [
    'fields that share their widgets',
    `[${Array.from({ length: 60_000 }, (_, index) => `<</T(f${index})/FT/Tx/Kids 6 0 R>>`).join('')}]`,
    { 6: `[${widget.repeat(1500)}]` },
    'ERR_PDF_LOOP',
  ],
  ['a kid that names all fields as its own', '[<</T(a)/Kids 4 0 R>>]', {}, 'ERR_PDF_LOOP'],
  [
    'a long name of many fields',
    `[${'<</T 5 0 R>>'.repeat(5000)}]`,
    { 5: `(${'n'.repeat(9000)})` },
    'ERR_PDF_TOO_LARGE',
  ],
  [
    'a long name that many fields begin with',
    `[<</T 5 0 R/Kids[${'<</T(a)>>'.repeat(9000)}]>>]`,
    { 5: `(${'n'.repeat(9000)})` },
    'ERR_PDF_TOO_LARGE',
  ],
])('a form with %s is refused', (_, fields, objects, code) => {
  expect(codeOf(() => formFields(withForm('<</Fields 4 0 R>>', { 4: fields, ...objects })))).toBe(code)
})

test.each(['[]', '<</Fields 3 0 R>>', '<</Fields[4 0 R]>>'])('a form %s of the wrong type is refused', (form) => {
  expect(codeOf(() => formFields(withForm(form, { 4: '<</Kids<<>>>>' })))).toBe('ERR_PDF_STRUCTURE')
})

test.each<[string, boolean]>([
  ['<00aF>', true],
  ['<>', true],
  ['<00 00>', false],
  ['<000>', false],
  ['(00)', false],
])('contents %s can be left out by a byte range: %p', (contents, possible) => {
  const doc = withForm('<</Fields[4 0 R]>>', { 4: `<</FT/Sig/T(a)/V<</ByteRange[0 1 2 3]/Contents${contents}>>>>` })
  expect(signatureFields(doc)[0]?.signature?.contentsSpan !== null).toBe(possible)
})
