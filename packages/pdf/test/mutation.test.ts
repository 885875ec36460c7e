import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  allowsTransparency,
  appendSecurityStore,
  appendSignatureFields,
  bytesSource,
  changeRules,
  concatSources,
  fillDocumentTimeStamp,
  fillSignatureField,
  lookDigest,
  openPdf,
  PdfError,
  pageBox,
  pageCount,
  readSecurityStore,
  signatureFieldDemands,
  signatureFields,
} from '../src/index.ts'
import { limits } from '../src/limits.ts'
import type { RandomAccess } from '../src/random-access.ts'
import { countedSource } from './counted-source.ts'
import { encryptedFixture, encryptedNames, fixture, fixtureNames } from './fixture.ts'
import { makeHybridPdf, makePdf, makeXrefStreamPdf, onePage } from './make-pdf.ts'

const form = {
  ...onePage,
  1: '<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R/StructTreeRoot 6 0 R/DSS 10 0 R/Metadata 11 0 R>>',
  4: '<</Fields[5 0 R 9 0 R]>>',
  5: '<</FT/Sig/T(s)/Rect[0 0 9 9]/P 3 0 R/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>/AP<</N 8 0 R>>>>',
  6: '<</K 7 0 R/ParentTree<</Nums[0 7 0 R]>>>>',
  7: '<</S/Document/P 6 0 R>>',
  8: '<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>\nstream\nq Q\nendstream',
  9:
    '<</FT/Sig/T(leeg)/Kids[<</Rect[0 0 9 9]>><<>>]/Lock<</Action/Include/Fields[(a)]/P 2>>/SV<</Ff 75/Reasons[(A)]' +
    '/Filter/Adobe.PPKLite/SubFilter[/ETSI.CAdES.detached]/Cert<</Ff 41/Subject[<00>]/SubjectDN[<</O(A)>>]/KeyUsage[(1)]>>>>>>',
  10: '<</Certs[11 0 R]/VRI<</AB<</Cert[11 0 R]>>>>>>',
  11: '<</Length 18>>\nstream\npdfaid:part="2" \x9c\nendstream',
}

const withoutStartXref = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString('latin1').replace('startxref', 'startxxxx'), 'latin1')

/** Without its signature, which forbids to write to a damaged file. */
const unsigned = { ...form, 5: '<</FT/Sig/T(s)/Rect[0 0 9 9]/P 3 0 R/AP<</N 8 0 R>>>>' }

const files: readonly Uint8Array[] = [
  ...fixtureNames.map((name) => fixture(name)).map((source) => source.read(0, source.size)),
  ...encryptedNames
    // Its hash takes milliseconds by design; aes-256-r5 and aes-128 go all other ways that it goes.
    .filter((name) => name !== 'aes-256')
    .map((name) => encryptedFixture(name))
    .map((source) => source.read(0, source.size)),
  makePdf(form),
  makeXrefStreamPdf(form),
  makeHybridPdf(unsigned),
  withoutStartXref(makePdf(unsigned)),
  withoutStartXref(makeXrefStreamPdf(unsigned)),
]

const toFill = {
  contentsBytes: 9,
  subFilter: 'ETSI.CAdES.detached',
  reason: 'A',
  assured: { certificate: () => true },
} as const
const data = {
  certificates: [Uint8Array.of(1)],
  ocspResponses: [Uint8Array.of(2)],
  crls: [Uint8Array.of(3)],
}

/** Files that are not encrypted need none. */
const owner = { password: 'eigenaar' }

/** Everything that is ever done with a file that somebody uploads. */
const useAll = (source: RandomAccess): void => {
  const doc = openPdf(source, owner)
  pageBox(doc, Math.max(1, Math.min(2, pageCount(doc))))
  signatureFields(doc)
  changeRules(doc)
  lookDigest(doc, 's')
  allowsTransparency(doc)
  readSecurityStore(doc)
  const first = concatSources([source, bytesSource(appendSignatureFields(doc, [{ name: 'nieuw' }]))])
  const filled = fillSignatureField(openPdf(first, owner), { ...toFill, field: 'nieuw' })
  const whole = openPdf(concatSources([first, bytesSource(filled.increment)]), { ...owner, recover: false })
  const signature = signatureFields(whole).find((field) => field.name === 'nieuw')?.signature
  expect(signature?.byteRange).toEqual([...filled.byteRange])
  expect(signature?.contentsSpan?.start).toBe(filled.contentsStart)
  if (signatureFieldDemands(doc, 'leeg') !== null) fillSignatureField(doc, { ...toFill, field: 'leeg' })
  const stored = concatSources([source, bytesSource(appendSecurityStore(doc, data))])
  fillDocumentTimeStamp(openPdf(stored, owner), { contentsBytes: 9 })
}

/** Each file is opened five times at most, and what is damaged is searched then. */
const mostRead = 5 * limits.scanWorkBase

const succeedsOrRefuses = (bytes: Uint8Array): void => {
  const counted = countedSource(bytes)
  try {
    useAll(counted.source)
  } catch (error) {
    if (!(error instanceof PdfError)) throw error
  }
  expect(counted.bytes()).toBeLessThan(mostRead)
}

test('the files are in order before they are damaged', () => {
  for (const file of files) useAll(bytesSource(file))
})

const file = fc.constantFrom(...files)
const position = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const piece = fc.oneof(
  fc.constantFrom(
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    'obj',
    'endobj',
    'stream',
    'R',
    ' 0 R',
    '/Kids',
    '/Prev',
    '/Length',
    '/Encrypt',
    '/XRefStm',
    'endstream',
    'trailer',
    '%',
    '9999999999',
    '-1',
    '\0',
  ),
  fc.string({ maxLength: 6 }),
)
const edits = fc.array(fc.record({ position, piece, replace: fc.boolean() }), { minLength: 1, maxLength: 12 })

test('bytes changed or inserted anywhere end in success or a coded refusal, with bounded reading', () => {
  fc.assert(
    fc.property(file, edits, (bytes, changes) => {
      let text = Buffer.from(bytes).toString('latin1')
      for (const change of changes) {
        const at = Math.floor(change.position * text.length)
        text = text.slice(0, at) + change.piece + text.slice(change.replace ? at + change.piece.length : at)
      }
      succeedsOrRefuses(Buffer.from(text, 'latin1'))
    }),
    { numRuns: 1500 },
  )
})

test('digits changed anywhere, so that every number lies, end in success or a coded refusal', () => {
  const digits = fc.array(fc.record({ position, digit: fc.integer({ min: 48, max: 57 }) }), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(file, digits, (bytes, changes) => {
      const copy = Uint8Array.from(bytes)
      const places = [...bytes.keys()].filter((at) => (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57)
      for (const { position, digit } of changes) copy[places[Math.floor(position * places.length)] as number] = digit
      succeedsOrRefuses(copy)
    }),
    { numRuns: 1000 },
  )
})

test('a file cut off anywhere is refused or was complete', () => {
  fc.assert(
    fc.property(file, position, (bytes, part) => succeedsOrRefuses(bytes.subarray(0, Math.floor(part * bytes.length)))),
    { numRuns: 500 },
  )
})

test('arbitrary bytes are refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => succeedsOrRefuses(bytes)))
})
