import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { signatureFields } from '../document/signature-fields.ts'
import { openPdf } from '../file/open-pdf.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { fillDocumentTimeStamp, type TimeStampToFill } from './fill-document-time-stamp.ts'

const stamp = (objects: Objects, input: TimeStampToFill = { contentsBytes: 8 }, version = '2.0') => {
  const base = bytesSource(makePdf(objects, { version }))
  const filled = fillDocumentTimeStamp(openPdf(base), input)
  const source = concatSources([base, bytesSource(filled.increment)])
  return { filled, text: textOf(filled.increment), fields: signatureFields(openPdf(source)) }
}

const form = (fields: string, more: Objects = {}): Objects => ({
  ...onePage,
  1: `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields}]>>>>`,
  ...more,
})

test('an invisible field of the first page holds the dictionary that PAdES demands, and no more', () => {
  const { filled, text, fields } = stamp(onePage)
  expect(text).toMatch(
    /4 0 obj\n<<\/Type\/DocTimeStamp\/Filter\/Adobe\.PPKLite\/SubFilter\/ETSI\.RFC3161\/ByteRange\[0 \d+ \d+ \d+\] *\/Contents<0{16}>>>\nendobj/,
  )
  expect(text).toContain('/FT/Sig/T(Tijdstempel1)/TU(Tijdstempel)/F 132/Rect[0 0 0 0]/P 3 0 R/AP<</N 6 0 R>>/V 4 0 R>>')
  expect(text).not.toContain('Extensions')
  expect(fields).toMatchObject([
    {
      name: 'Tijdstempel1',
      page: 1,
      signature: { type: 'DocTimeStamp', byteRange: [...filled.byteRange], signingTime: null },
    },
  ])
  expect(fields[0]?.signature?.contentsSpan).toEqual({
    start: filled.contentsStart,
    end: filled.contentsStart + filled.contentsHexLength + 2,
  })
})

test('the next free name is taken, unless there is one given', () => {
  const objects = form('4 0 R 5 0 R', { 4: '<</FT/Tx/T(Tijdstempel1)>>', 5: '<</FT/Sig/T(Tijdstempel2)>>' })
  expect(stamp(objects).text).toContain('/T(Tijdstempel3)')
  expect(stamp(objects, { contentsBytes: 8, field: 'archief' }).text).toContain('/T(archief)')
  expect(codeOf(() => stamp(objects, { contentsBytes: 8, field: 'Tijdstempel2' }))).toBe('ERR_PDF_FIELD_EXISTS')
})

test.each([
  ['where a signature stands', '/Annots[5 0 R]', 4],
  ['only where the page holds its widget', '/Annots[9 0 R]', 3],
  ['on the first page otherwise', '', 3],
])('it stands %s', (_, annotations, page) => {
  const objects = form('5 0 R', {
    2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>',
    4: `<</Type/Page/Parent 2 0 R${annotations}>>`,
    5: '<</FT/Sig/T(een)/P 4 0 R/V<</Type/Sig>>>>',
  })
  expect(stamp(objects).text).toContain(`/T(Tijdstempel1)/TU(Tijdstempel)/F 132/Rect[0 0 0 0]/P ${page} 0 R`)
})

test('a file of PDF 1.7 declares level 1 of the extension', () => {
  expect(stamp(onePage, undefined, '1.7').text).toContain('/ESIC<</BaseVersion/1.7/ExtensionLevel 1>>')
})

test.each([
  ['certified against any change', '/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]'],
  ['with all fields locked', '/Reference[<</TransformMethod/FieldMDP/TransformParams<</Action/All>>>>]'],
])('a document %s takes a time stamp', (_, reference) => {
  const { fields } = stamp(form('4 0 R', { 4: `<</FT/Sig/T(een)/V<</Type/Sig${reference}>>>>` }))
  expect(fields.map(({ name }) => name)).toEqual(['een', 'Tijdstempel1'])
})

test('no room is refused', () => {
  expect(codeOf(() => stamp(onePage, { contentsBytes: 0 }))).toBe('ERR_PDF_PLACEHOLDER_INVALID')
})
