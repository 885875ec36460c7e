import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { degrees, PDFDocument } from 'pdf-lib'
import {
  bytesSource,
  concatSources,
  drawLook,
  fillSignatureField,
  openPdf,
  pageBox,
  pageCount,
  signatureFields,
} from '../src/index.ts'

// A library that shares no code with us makes the documents and reads the results.

interface Wishes {
  readonly pages: readonly { readonly width: number; readonly height: number; readonly quarters: number }[]
  readonly texts: readonly string[]
  readonly useObjectStreams: boolean
}

const make = async ({ pages, texts, useObjectStreams }: Wishes): Promise<Uint8Array> => {
  const made = await PDFDocument.create()
  for (const { width, height, quarters } of pages) made.addPage([width, height]).setRotation(degrees(quarters * 90))
  const form = made.getForm()
  texts.forEach((text, index) => {
    const field = form.createTextField(`tekst.${index}`)
    field.setText(text)
    field.addToPage(made.getPage(0), { x: 10, y: 10 + 20 * index, width: 80, height: 16 })
  })
  return await made.save({ useObjectStreams })
}

const side = fc.integer({ min: 150, max: 2000 })
const wishes: fc.Arbitrary<Wishes> = fc.record({
  pages: fc.array(fc.record({ width: side, height: side, quarters: fc.nat(3) }), { minLength: 1, maxLength: 6 }),
  texts: fc.array(fc.string({ unit: fc.constantFrom(...'aB(\\)é 9') }), { maxLength: 4 }),
  useObjectStreams: fc.boolean(),
})

test('whatever pdf-lib makes is signed on any page, and pdf-lib finds pages, texts and signature in the result', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, fc.nat(5), async (wanted, nth) => {
      const base = bytesSource(await make(wanted))
      const doc = openPdf(base)
      const page = (nth % wanted.pages.length) + 1
      expect(pageCount(doc)).toBe(wanted.pages.length)
      expect(pageBox(doc, page)).toMatchObject({ rotate: (wanted.pages[page - 1]?.quarters ?? 0) * 90 })
      const look = await drawLook({ width: 120, height: 60, rotate: pageBox(doc, page).rotate, lines: ['Ondertekend'] })
      const { increment } = fillSignatureField(doc, {
        newField: { name: 'zegel', page, rect: [10, 80, 130, 140], label: 'Zegel' },
        look,
        contentsBytes: 500,
        subFilter: 'ETSI.CAdES.detached',
        signingTime: new Date('2026-11-25T12:00:00Z'),
      })
      const source = concatSources([base, bytesSource(increment)])
      expect(signatureFields(openPdf(source))).toMatchObject([{ name: 'zegel', page, signed: true }])
      const read = await PDFDocument.load(source.read(0, source.size))
      expect(read.getPages().map((one) => one.getSize())).toEqual(
        wanted.pages.map(({ width, height }) => ({ width, height })),
      )
      expect(read.getForm().getSignature('zegel').acroField.Kids()).toBeUndefined()
      expect(wanted.texts.map((_, index) => read.getForm().getTextField(`tekst.${index}`).getText() ?? '')).toEqual(
        wanted.texts,
      )
    }),
    { numRuns: 40 },
  )
})
