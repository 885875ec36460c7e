import { expect, test } from '@jest/globals'
import { codeOf, type Objects, onePage, openMade } from '../../test/make-pdf.ts'
import { makePng } from '../../test/make-png.ts'
import { fillSignatureField } from '../field/fill-signature-field.ts'
import { drawLook } from '../look/draw-look.ts'
import { allowsTransparency } from './transparency.ts'

const claiming = (metadata: string, catalog = '') => {
  const stream = `<</Type/Metadata/Subtype/XML/Length ${metadata.length}>>\nstream\n${metadata}\nendstream`
  const objects: Objects = { 1: `<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R${catalog}>>`, 4: stream }
  return openMade({ ...onePage, ...objects })
}

const intent = '/OutputIntents[<</S/GTS_PDFA1>>]'

test.each<[string, string, string, boolean]>([
  ['no PDF/A', '<x:xmpmeta/>', '', true],
  ['PDF/A-1', '<rdf:Description pdfaid:part="1"/>', intent, false],
  ['PDF/A-1 in an element', '<pdfaid:part>1</pdfaid:part>', intent, false],
  ['PDF/A-2', "<rdf:Description pdfaid:part='2'/>", intent, true],
  ['PDF/A-3 without output intent', '<pdfaid:part>3</pdfaid:part>', '', false],
  ['PDF/A-3 with the intent of a printer', '<pdfaid:part>3</pdfaid:part>', '/OutputIntents[<</S/GTS_PDFX>>]', false],
])('a document that claims %s allows transparency or not', async (_, metadata, catalog, allowed) => {
  const doc = claiming(metadata, catalog)
  expect(allowsTransparency(doc)).toBe(allowed)
  const image = { bytes: makePng({ colourType: 4, rows: [[0, 0, 0, 0, 255]] }) }
  const fill = async (opaque: boolean) => {
    const look = await drawLook({ width: 60, height: 60, lines: [], image, opaque })
    const newField = { name: 'een', rect: [0, 0, 60, 60] } as const
    return codeOf(() => fillSignatureField(doc, { newField, look, contentsBytes: 8, subFilter: 'ETSI.CAdES.detached' }))
  }
  expect(await fill(false)).toBe(allowed ? 'no error' : 'ERR_PDF_LOOK_TRANSPARENT')
  expect(await fill(true)).toBe('no error')
})

test('a document without metadata allows transparency', () => {
  expect(allowsTransparency(openMade(onePage))).toBe(true)
})
