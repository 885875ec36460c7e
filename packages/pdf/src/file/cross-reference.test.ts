import { deflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { countedSource } from '../../test/counted-source.ts'
import {
  codeOf,
  makeHybridPdf,
  makePdf,
  makeXrefStreamPdf,
  onePage,
  openMade,
  plainRows,
  textOf,
} from '../../test/make-pdf.ts'
import { findPage } from '../document/pages.ts'
import { limits } from '../limits.ts'
import { bytesSource, concatSources, type RandomAccess } from '../random-access.ts'
import { createRevision } from '../revision/revision.ts'
import { openPdf } from './open-pdf.ts'

/** Opens a file whose cross-reference must be usable. */
const openText = (text: string) => openPdf(bytesSource(Buffer.from(text, 'latin1')), { recover: false })
const codeOfText = (text: string) => codeOf(() => openText(text))
const made = textOf(makePdf(onePage))

test('a table is read by arithmetic: an object costs one row and one window', () => {
  const bytes = makePdf(onePage)
  const { source, reads } = countedSource(bytes)
  const doc = openPdf(source)
  reads.length = 0
  expect(doc.object(3)?.value.kind).toBe('dictionary')
  expect(reads).toEqual([20, Math.min(1024, bytes.length - made.indexOf('3 0 obj'))])
  doc.object(3)
  expect(reads).toHaveLength(2)
})

test('free, missing and impossible objects are null', () => {
  const doc = openMade({ ...onePage, 7: 'null' })
  expect([0, 5, 99, 2 ** 40].map((number) => doc.object(number))).toEqual([null, null, null, null])
  expect(doc.nextNumber).toBe(8)
})

test('an object of another generation than the reference names is null', () => {
  const doc = openMade(onePage)
  expect(doc.referenced({ kind: 'reference', start: 0, end: 0, number: 3, generation: 1 })).toBeNull()
})

test('the newest of two sections wins, and what it does not name comes from /Prev', () => {
  const first = made
  const prev = Number(/startxref\n(\d+)/.exec(first)?.[1])
  const object = '3 0 obj\n<</Type/Page/New true>>\nendobj\n'
  const row = `${String(first.length).padStart(10, '0')} 00000 n \n`
  const second = `${object}xref\n3 1\n${row}trailer\n<</Size 4/Root 1 0 R/Prev ${prev}>>\nstartxref\n${first.length + object.length}\n%%EOF\n`
  const doc = openText(first + second)
  const page = doc.object(3)?.value
  expect(page?.kind === 'dictionary' && page.entries.has('New')).toBe(true)
  expect(doc.object(2)).not.toBeNull()
})

test('offsets count from a header that stands after junk', () => {
  const doc = openMade(onePage, { junk: 'junk before the header\n' })
  expect(doc.headerOffset).toBe(23)
  expect(doc.object(3)?.value.kind).toBe('dictionary')
})

test.each<[string, (text: string) => string, string]>([
  ['no header', (text) => text.replace('%PDF-', '%FDP-'), 'ERR_PDF_NOT_PDF'],
  ['an empty file', () => '', 'ERR_PDF_NOT_PDF'],
  ['no startxref', (text) => text.replace('startxref', 'startxxxx'), 'ERR_PDF_XREF_MISSING'],
  ['a startxref of zero', (text) => text.replace(/startxref\n\d+/, 'startxref\n0'), 'ERR_PDF_XREF_MISSING'],
  ['a startxref beyond the end', (text) => text.replace(/startxref\n\d+/, 'startxref\n99999'), 'ERR_PDF_XREF_MISSING'],
  [
    'a startxref of eleven digits',
    (text) => text.replace(/startxref\n\d+/, 'startxref\n00000000100'),
    'ERR_PDF_XREF_MISSING',
  ],
  [
    'a startxref that points beside the table',
    (text) => text.replace(/startxref\n\d+/, 'startxref\n12'),
    'ERR_PDF_XREF_INVALID',
  ],
  [
    'a startxref that points to another object',
    (text) => text.replace(/startxref\n\d+/, 'startxref\n15'),
    'ERR_PDF_XREF_INVALID',
  ],
  ['a count that is too large', (text) => text.replace('0 4\n', '0 99999999\n'), 'ERR_PDF_XREF_INVALID'],
  ['a count beyond the file', (text) => text.replace('0 4\n', '0 400\n'), 'ERR_PDF_XREF_INVALID'],
  [
    'a trailer that is no dictionary',
    (text) => text.replace('<</Size 4/Root 1 0 R>>', '[/Size 4/Root 1 0 R ]'),
    'ERR_PDF_XREF_INVALID',
  ],
  ['a /Prev beyond the end', (text) => text.replace('/Size 4', '/Size 4/Prev 99999'), 'ERR_PDF_XREF_INVALID'],
  ['a /Prev that is a reference', (text) => text.replace('/Size 4', '/Size 4/Prev 1 0 R'), 'ERR_PDF_XREF_INVALID'],
  [
    'a /Prev to itself',
    (text) => text.replace('/Size 4', `/Size 4/Prev ${/startxref\n(\d+)/.exec(text)?.[1]}`),
    'ERR_PDF_XREF_LOOP',
  ],
  ['an /XRefStm that is no stream', (text) => text.replace('/Size 4', '/Size 4/XRefStm 15'), 'ERR_PDF_XREF_INVALID'],
  ['encryption', (text) => text.replace('/Size 4', '/Size 4/Encrypt 3 0 R'), 'ERR_PDF_ENCRYPTED'],
  ['a file cut off in its trailer', (text) => `${text.slice(0, text.indexOf('/Root'))}`, 'ERR_PDF_XREF_MISSING'],
])('%s is refused', (_, damage, code) => {
  expect(codeOfText(damage(made))).toBe(code)
})

test.each<[string, (text: string) => string, string]>([
  ['an offset to the middle of an object', (text) => shiftOffset(text, 3), 'ERR_PDF_OBJECT_MISMATCH'],
  [
    'an offset beyond the end',
    (text) => text.replace(/(\d{10})( 00000 n \ntrailer)/, '9999999999$2'),
    'ERR_PDF_OBJECT_MISMATCH',
  ],
  ['another generation', (text) => text.replace('3 0 obj', '3 1 obj'), 'ERR_PDF_OBJECT_MISMATCH'],
  ['another number', (text) => text.replace('3 0 obj', '4 0 obj'), 'ERR_PDF_OBJECT_MISMATCH'],
  ['another keyword', (text) => text.replace('3 0 obj', '3 0 abj'), 'ERR_PDF_OBJECT_MISMATCH'],
  [
    'a row that is neither n nor f',
    (text) => text.replace('00000 n \ntrailer', '00000 x \ntrailer'),
    'ERR_PDF_XREF_INVALID',
  ],
  [
    'a row without digits',
    (text) => text.replace(/\d{10}( 00000 n \ntrailer)/, '00000A0000$1'),
    'ERR_PDF_XREF_INVALID',
  ],
])('%s is found when the object is read', (_, damage, code) => {
  const doc = openText(damage(made))
  expect(codeOf(() => doc.object(3))).toBe(code)
})

const shiftOffset = (text: string, by: number): string =>
  text.replace(
    /(\d{10})( 00000 n \ntrailer)/,
    (_, offset: string, rest: string) => `${String(Number(offset) + by).padStart(10, '0')}${rest}`,
  )

test('a chain of more sections than the limit is refused', () => {
  let text = '%PDF-1.7\n'
  let prev = ''
  for (let section = 0; section <= limits.sections; section += 1) {
    const at = text.length
    text += `xref\n0 0\ntrailer\n<</Size 1${prev}>>\n`
    prev = `/Prev ${at}`
  }
  expect(codeOfText(`${text}startxref\n${prev.slice(6)}\n%%EOF`)).toBe('ERR_PDF_TOO_MANY')
})

test('more subsections than the limit are refused', () => {
  const text = `%PDF-1.7\nxref\n${'0 0\n'.repeat(limits.subsections + 1)}trailer\n<</Size 1>>\nstartxref\n9\n%%EOF`
  expect(codeOfText(text)).toBe('ERR_PDF_TOO_MANY')
})

test('a file of more bytes than ten digits can address is refused unread', () => {
  const huge: RandomAccess = { size: 10_000_000_000, read: () => Buffer.from('%PDF-1.7') }
  expect(codeOf(() => openPdf(huge))).toBe('ERR_PDF_TOO_LARGE')
})

test('a cross-reference stream is read, also with a PNG predictor', () => {
  const plain = openPdf(bytesSource(makeXrefStreamPdf(onePage)))
  expect([plain.xrefKind, plain.object(3)?.value.kind, plain.nextNumber]).toEqual(['stream', 'dictionary', 5])
  const predicted = makeXrefStreamPdf(onePage, {
    rows: (offsets, xref) => deflateSync(pngUp(plainRows(4, offsets, xref), 7)),
    dictionary: '/W[1 4 2]/Index[0 5]/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 7>>]',
  })
  expect(openPdf(bytesSource(predicted)).object(3)?.value.kind).toBe('dictionary')
})

const pngUp = (data: Uint8Array, columns: number): Uint8Array => {
  const rows = data.length / columns
  const out = new Uint8Array(rows * (columns + 1))
  for (let row = 0; row < rows; row += 1) {
    out[row * (columns + 1)] = 2
    for (let x = 0; x < columns; x += 1) {
      const above = row === 0 ? 0 : (data[(row - 1) * columns + x] as number)
      out[row * (columns + 1) + 1 + x] = (data[row * columns + x] as number) - above
    }
  }
  return out
}

test.each<[string, string, string]>([
  ['no widths', '/Columns 7', 'ERR_PDF_XREF_INVALID'],
  ['two widths', '/W[1 4]', 'ERR_PDF_XREF_INVALID'],
  ['a width of nine', '/W[1 9 2]', 'ERR_PDF_XREF_INVALID'],
  ['no width at all', '/W[0 0 0]', 'ERR_PDF_XREF_INVALID'],
  ['an odd index', '/W[1 4 2]/Index[0 5 1]', 'ERR_PDF_XREF_INVALID'],
  ['an index beyond the data', '/W[1 4 2]/Index[0 6]', 'ERR_PDF_XREF_INVALID'],
  ['an object number beyond the limit', '/W[1 4 2]/Index[8388608 1]', 'ERR_PDF_XREF_INVALID'],
  ['a filter that is a reference', '/W[1 4 2]/Filter 3 0 R', 'ERR_PDF_XREF_INVALID'],
  ['data that cannot be inflated', '/W[1 4 2]/Filter/FlateDecode', 'ERR_PDF_STREAM_INVALID'],
  ['another filter', '/W[1 4 2]/Filter/LZWDecode', 'ERR_PDF_FILTER_UNSUPPORTED'],
  ['two filters', '/W[1 4 2]/Filter[/FlateDecode/FlateDecode]', 'ERR_PDF_FILTER_UNSUPPORTED'],
])('a cross-reference stream with %s is refused', (_, dictionary, code) => {
  expect(codeOf(() => openPdf(bytesSource(makeXrefStreamPdf(onePage, { dictionary })), { recover: false }))).toBe(code)
})

test('a cross-reference stream that inflates beyond the limit is refused', () => {
  const bomb = deflateSync(Buffer.alloc(limits.streamBytes + 1))
  const file = makeXrefStreamPdf(onePage, { rows: () => bomb, dictionary: '/W[1 4 2]/Filter/FlateDecode' })
  expect(codeOf(() => openPdf(bytesSource(file)))).toBe('ERR_PDF_TOO_LARGE')
})

test.each<[string, (text: string) => string]>([
  ['rows of 19 bytes', (text) => text.replaceAll(' \n', '\n')],
  ['rows of 21 bytes', (text) => text.replaceAll(' \n', ' \r\n')],
  [
    'rows in which blanks stand for zeros',
    (text) => text.replaceAll(/\n0{6,9}(?=[1-9])/g, (zeros) => zeros.replaceAll('0', ' ')),
  ],
  ['one short row', (text) => text.replace(' n \n', ' n\n')],
  ['a first subsection that begins at 1', (text) => text.replace('0 4\n', '1 4\n')],
  [
    'a first subsection that begins at 1, with rows of 19 bytes',
    (text) => text.replace('0 4\n', '1 4\n').replaceAll(' \n', '\n'),
  ],
  ['a /Prev of 0', (text) => text.replace('/Size 4', '/Size 4/Prev 0')],
  ['an /XRefStm of 0', (text) => text.replace('/Size 4', '/Size 4/XRefStm 0')],
  ['no /Size', (text) => text.replace('/Size 4', '/Sise 4')],
  [
    'a startxref that is a few bytes too high',
    (text) => text.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) + 3}`),
  ],
  [
    'a startxref that is a few bytes too low',
    (text) => text.replace(/startxref\n(\d+)/, (_, at) => `startxref\n${Number(at) - 9}`),
  ],
  ['garbage after the end', (text) => `${text}${'\0'.repeat(2000)}`],
  ['a header without version', (text) => text.replace('%PDF-1.7', '%PDF-X.Y')],
])('a file with %s is read as it is meant', (_, change) => {
  const text = change(made)
  expect(text).not.toBe(made)
  const doc = openText(text)
  expect([1, 2, 3].map((number) => doc.object(number)?.value.kind)).toEqual(['dictionary', 'dictionary', 'dictionary'])
  expect([doc.object(0), doc.nextNumber, doc.recovered]).toEqual([null, 4, false])
})

test('what the table of a hybrid-reference file hides is found through its stream', () => {
  const doc = openPdf(bytesSource(makeHybridPdf(onePage)), { recover: false })
  expect([doc.xrefKind, doc.object(3)?.value.kind, doc.object(1)?.value.kind]).toEqual([
    'table',
    'dictionary',
    'dictionary',
  ])
})

test('a hybrid-reference file gets a table, without /XRefStm', () => {
  const source = bytesSource(makeHybridPdf(onePage))
  const revision = createRevision(openPdf(source))
  revision.setEntry(findPage(revision.doc, 1).page, 'New', 'true')
  const { bytes } = revision.build()
  expect(textOf(bytes)).toMatch(/xref\n3 1\n.*\ntrailer\n<<\/Size 5\/Root 1 0 R\/Prev \d+\/ID/s)
  expect(textOf(bytes)).not.toContain('XRefStm')
  const doc = openPdf(concatSources([source, bytesSource(bytes)]), { recover: false })
  expect(findPage(doc, 1).page.value.entries.has('New')).toBe(true)
})

test('a look-up in very many subsections counts as work', () => {
  const count = limits.subsections - 1
  const text = `%PDF-1.7\nxref\n${'0 0\n'.repeat(count)}trailer\n<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF`
  const doc = openText(text)
  const tries = Math.ceil(limits.workBytes / count)
  expect(codeOf(() => Array.from({ length: tries }, (_, number) => doc.object(number)))).toBe('ERR_PDF_TOO_LARGE')
})
