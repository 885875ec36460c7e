import { expect, test } from '@jest/globals'
import { codeOf, makePdf, makeXrefStreamPdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { catalogOf } from '../document/catalog.ts'
import { findPage } from '../document/pages.ts'
import { openPdf } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { createRevision, type Revision } from './revision.ts'

/** Opens the bytes, changes them, and gives the text appended and the result opened again. */
const revise = (bytes: Uint8Array, change: (revision: Revision) => void) => {
  const doc = openPdf(bytesSource(bytes))
  const revision = createRevision(doc)
  change(revision)
  const increment = revision.build().bytes
  return {
    text: textOf(increment),
    doc: openPdf(concatSources([bytesSource(bytes), bytesSource(increment)])),
    increment,
  }
}

const oddCatalog: Objects = { ...onePage, 1: '<< /Type /Catalog %odd >>\n /Pages 2 0 R/Number 0.50/N#61me/#41b >>' }

test('what is not touched stays byte for byte, comments and number formats too', () => {
  const { text } = revise(makePdf(oddCatalog), (revision) => {
    const catalog = catalogOf(revision.doc)
    revision.setEntry(catalog, 'Name', '/New')
    revision.setEntry(catalog, 'Extra', '1')
    revision.setEntry(catalog, 'More', '2')
  })
  expect(text).toContain(
    '1 0 obj\n<< /Type /Catalog %odd >>\n /Pages 2 0 R/Number 0.50/N#61me /New /Extra 1/More 2>>\nendobj\n',
  )
})

test('an entry is removed with its key', () => {
  const { text, doc } = revise(makePdf(oddCatalog), (revision) =>
    revision.removeEntry(catalogOf(revision.doc), 'Number'),
  )
  expect(text).toContain('/Pages 2 0 R /N#61me/#41b')
  expect(catalogOf(doc).value.entries.has('Number')).toBe(false)
})

test('a table is extended by a table with rows of 20 bytes in runs of numbers', () => {
  const base = makePdf(onePage)
  const { text, doc } = revise(base, (revision) => {
    revision.setEntry(findPage(revision.doc, 1).page, 'A', '1')
    revision.add(['(new)'])
    revision.setEntry(catalogOf(revision.doc), 'B', '2')
  })
  const offset = (needle: string) => String(base.length + text.indexOf(needle)).padStart(10, '0')
  expect(text.slice(text.indexOf('xref\n'))).toBe(
    `xref\n1 1\n${offset('1 0 obj')} 00000 n\r\n3 2\n${offset('3 0 obj')} 00000 n\r\n${offset('4 0 obj')} 00000 n\r\n` +
      `trailer\n<</Size 5/Root 1 0 R/Prev ${/startxref\n(\d+)/.exec(textOf(base))?.[1]}/ID${/\/ID(\[.*\])/.exec(text)?.[1]}>>\n` +
      `startxref\n${base.length + text.indexOf('xref\n')}\n%%EOF\n`,
  )
  expect(doc.nextNumber).toBe(5)
})

test('nothing is appended to a file with a code that protects its integrity, which can be read', () => {
  const doc = openPdf(bytesSource(makePdf(onePage, { trailer: '/AuthCode<</MACLocation/Standalone>>' })))
  expect(catalogOf(doc).object.number).toBe(1)
  expect(codeOf(() => createRevision(doc))).toBe('ERR_PDF_ENCRYPTED')
})

test('a stream is extended by a stream that lists itself', () => {
  const { text, doc } = revise(makeXrefStreamPdf(onePage), (revision) => revision.add(['(new)']))
  expect(text).toContain('6 0 obj\n<</Type/XRef/Size 7/Index[5 2]/W[1 4 2]/Length 14/Root 1 0 R/Prev ')
  expect([doc.xrefKind, doc.object(5)?.value.kind, doc.object(6)?.position]).toEqual([
    'stream',
    'string',
    doc.startXref,
  ])
})

test('beyond four gigabytes the offsets of a stream have five bytes', () => {
  const base = makeXrefStreamPdf(onePage)
  const far = 5_000_000_000
  const gap = { size: far, read: (_: number, length: number) => new Uint8Array(length).fill(32) }
  const tail = Buffer.from(`\nstartxref\n${/startxref\n(\d+)/.exec(textOf(base))?.[1]}\n%%EOF\n`)
  const source = concatSources([bytesSource(base), gap, bytesSource(tail)])
  const revision = createRevision(openPdf(source))
  revision.add(['(far away)'])
  const increment = revision.build().bytes
  expect(textOf(increment)).toContain('/W[1 5 2]')
  expect(openPdf(concatSources([source, bytesSource(increment)])).object(5)?.position).toBe(source.size)
})

test('offsets that ten digits cannot hold are refused', () => {
  const base = makePdf(onePage)
  const tail = Buffer.from(`\nstartxref\n${/startxref\n(\d+)/.exec(textOf(base))?.[1]}\n%%EOF\n`)
  const gap = {
    size: limits.fileBytes - base.length - tail.length,
    read: (_: number, length: number) => new Uint8Array(length),
  }
  const revision = createRevision(openPdf(concatSources([bytesSource(base), gap, bytesSource(tail)])))
  revision.add(['(too far)'])
  expect(codeOf(() => revision.build())).toBe('ERR_PDF_TOO_LARGE')
})

test('a file that does not end a line gets its line ended', () => {
  const change = (revision: Revision) => void revision.add(['1'])
  expect(revise(makePdf(onePage, { end: '' }), change).text.startsWith('\n4 0 obj')).toBe(true)
  expect(revise(makePdf(onePage, { end: '\r\n' }), change).text.startsWith('4 0 obj')).toBe(true)
})

test('the first identifier and /Info are kept, the second identifier is renewed and depends on what is written', () => {
  const base = makePdf(onePage, { trailer: '/ID[(abc)<00>]/Info 3 0 R' })
  const ids = ['1', '2'].map((text) => {
    const appended = revise(base, (revision) => void revision.add([text])).text
    expect(appended).toContain('/Root 1 0 R/Info 3 0 R/Prev')
    return /\/ID\[<616263><([0-9A-F]{32})>\]/.exec(appended)?.[1]
  })
  expect(ids[0]).toMatch(/^[0-9A-F]{32}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test('a missing identifier is added, and the same call gives the same bytes', () => {
  const once = () => revise(makePdf(onePage), (revision) => void revision.add(['1'])).text
  expect(once()).toMatch(/\/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]/)
  expect(once()).toBe(once())
})

test('junk before the header does not shift offsets twice', () => {
  const { doc } = revise(makePdf(onePage, { junk: 'junk\n' }), (revision) => void revision.add(['(new)']))
  expect(doc.object(4)?.value.kind).toBe('string')
})

test('a dictionary that names a key twice is not touched', () => {
  const doc = openPdf(bytesSource(makePdf({ ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/A 1/A 2>>' })))
  const revision = createRevision(doc)
  expect(codeOf(() => revision.setEntry(catalogOf(doc), 'B', '1'))).toBe('ERR_PDF_DUPLICATE_KEY')
  expect(codeOf(() => revision.removeEntry(catalogOf(doc), 'A'))).toBe('ERR_PDF_DUPLICATE_KEY')
})

test('one value with two roles, or a stream as a dictionary, is refused', () => {
  const doc = openPdf(
    bytesSource(
      makePdf({ ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/A<</B 1>>>>', 4: '<</Length 0>>\nstream\n\nendstream' }),
    ),
  )
  const catalog = catalogOf(doc)
  const inner = catalog.value.entries.get('A')?.value
  const stream = doc.object(4)
  if (inner?.kind !== 'dictionary' || stream?.value.kind !== 'dictionary') throw new Error('no dictionaries')
  const twice = createRevision(doc)
  twice.setEntry(catalog, 'A', '1')
  twice.setEntry({ object: catalog.object, value: inner }, 'B', '2')
  expect(codeOf(() => twice.build())).toBe('ERR_PDF_STRUCTURE')
  const onStream = createRevision(doc)
  onStream.setEntry({ object: stream, value: stream.value }, 'B', '2')
  expect(codeOf(() => onStream.build())).toBe('ERR_PDF_STRUCTURE')
})

test('when the object numbers are used up nothing is added', () => {
  const doc = openPdf(bytesSource(makePdf(onePage, { trailer: '' }).map((byte) => byte)))
  const full = createRevision({ ...doc, nextNumber: limits.objectNumber + 1 })
  expect(codeOf(() => full.reserve())).toBe('ERR_PDF_TOO_MANY')
})
