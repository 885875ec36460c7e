import { expect, test } from '@jest/globals'
import { countedSource } from '../../test/counted-source.ts'
import { misplacedAfter } from '../../test/damaged-pdf.ts'
import { codeOf, makePdf, makeXrefStreamPdf, onePage, textOf } from '../../test/make-pdf.ts'
import { catalogOf } from '../document/catalog.ts'
import { findPage } from '../document/pages.ts'
import { limits } from '../limits.ts'
import { bytesSource, concatSources, type RandomAccess } from '../random-access.ts'
import { createRevision } from '../revision/revision.ts'
import { openPdf } from './open-pdf.ts'

const made = textOf(makePdf(onePage))
const bytesOf = (text: string) => Buffer.from(text, 'latin1')
const openText = (text: string, options = {}) => openPdf(bytesSource(bytesOf(text)), options)
const withoutXref = (text: string) => text.replace('startxref', 'startxxxx')

/** Adds an object and opens the result as strictly as can be. */
const revised = (text: string) => {
  const source = bytesSource(bytesOf(text))
  const doc = openPdf(source)
  const { page } = findPage(doc, 1)
  const revision = createRevision(doc)
  revision.setEntry(page, 'New', 'true')
  const { bytes } = revision.build()
  return { doc, text: textOf(bytes), again: openPdf(concatSources([source, bytesSource(bytes)]), { recover: false }) }
}

test.each<[string, (text: string) => string]>([
  ['no startxref', withoutXref],
  ['a startxref far off', (text) => text.replace(/startxref\n\d+/, 'startxref\n60')],
  ['an offset to the middle of an object', (text) => text.replace(/(\d)( 00000 n \ntrailer)/, '0$2')],
  [
    'a catalog that is not where it should be',
    (text) => text.replace('1 00000 n', '7 00000 n').replace('0000000015', '0000000016'),
  ],
  ['a table full of words', (text) => text.replaceAll(' 00000 n', ' abcde n')],
  ['a /Prev to itself', (text) => text.replace('/Size 4', `/Size 4/Prev ${text.indexOf('xref\n')}`)],
  ['no trailer', (text) => text.slice(0, text.indexOf('xref\n'))],
  ['a trailer that is cut off', (text) => text.slice(0, text.indexOf('/Root'))],
  ['a root that is missing', (text) => withoutXref(text.replace('/Root 1', '/Soot 1'))],
  [
    'objects on one line',
    (text) => withoutXref(text.replaceAll('\n', ' ').replaceAll('endobj ', 'endobj').replace('%âãÏÓ ', '')),
  ],
])('a file with %s is recovered, and saved by appending all its cross-reference', (_, damage) => {
  const { doc, text, again } = revised(damage(made))
  expect([doc.recovered, doc.startXref]).toEqual([true, null])
  expect(text).toContain('xref\n0 4\n0000000000 65535 f\r\n')
  expect(text).not.toContain('/Prev')
  expect(findPage(again, 1).page.value.entries.has('New')).toBe(true)
  expect(catalogOf(again).value.entries.get('Pages')?.value.kind).toBe('reference')
  expect(again.nextNumber).toBe(4)
})

test.each<[string, (text: string) => string]>([
  ['an object', withoutXref],
  ['the trailer', (text) => withoutXref(text.replaceAll('7 0 R', 'null').replace('/Root', '/Info 7 0 R/Root'))],
])('what is added to a damaged file is not what a reference in %s leads to nowhere', (_, damage) => {
  const lost = textOf(makePdf({ ...onePage, 3: '<</Type/Page/Parent 2 0 R/Annots[7 0 R]>>' }))
  const doc = openText(damage(lost))
  expect(doc.nextNumber).toBe(8)
  expect(doc.object(7)).toBeNull()
})

test.each(['8 7 0 Rx', '(7 0) R', '8388608 0 R', '12345678 0 R'])(
  'a number that no reference can mean, %s, is no bound for new ones',
  (text) => {
    const bound = openText(withoutXref(textOf(makePdf({ ...onePage, 4: `[${text}]` })))).nextNumber
    expect(bound).toBe(5)
  },
)

test('a damaged file is refused where recovery is not wanted', () => {
  expect(codeOf(() => openText(withoutXref(made), { recover: false }))).toBe('ERR_PDF_XREF_MISSING')
})

test('a file without catalog is refused with the code of its damage', () => {
  expect(codeOf(() => openText('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'))).toBe('ERR_PDF_XREF_MISSING')
})

test('the last definition of an object wins, but not one that the file cuts off', () => {
  const doc = openText(`${withoutXref(made)}3 0 obj\n<</Type/Page/Parent 2 0 R/Last 1>>\nendobj\n3 0 obj\n<</Type/Page`)
  expect(findPage(doc, 1).page.value.entries.has('Last')).toBe(true)
})

test.each<[string, string]>([
  ['its length', '/Length 67'],
  ['a length elsewhere', '/Length 5 0 R'],
  ['a wrong length', '/Length 3'],
  ['no length', ''],
])('what looks like an object within a stream with %s is none', (_, length) => {
  const data = '3 0 obj\n<</Type/Page/Evil true>>\nendobj\ntrailer\n<</Root 3 0 R>>'
  const doc = openText(
    withoutXref(
      textOf(makePdf({ ...onePage, 5: String(data.length), 4: `<<${length}>>\nstream\n${data}\nendstream` })),
    ),
  )
  expect(findPage(doc, 1).page.value.entries.has('Evil')).toBe(false)
  expect(doc.trailer.dictionary.entries.get('Root')?.value).toMatchObject({ number: 1 })
})

/** A file without usable cross-reference whose pages live in the object stream 4. */
const withObjectStream = (after = ''): string => {
  const content = '2 0 3 64 <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>       <</Type/Page/Parent 2 0 R>>'
  const objects = {
    1: onePage[1] as string,
    4: `<</Type/ObjStm/N 2/First 9/Length ${content.length}>>\nstream\n${content}\nendstream`,
  }
  return withoutXref(textOf(makeXrefStreamPdf(objects))) + after
}

test('objects in object streams are found, and listed in a cross-reference stream', () => {
  const { doc, text, again } = revised(withObjectStream())
  expect([doc.recovered, doc.xrefKind, doc.object(2)?.position]).toEqual([true, 'stream', null])
  expect(text).toContain('/Type/XRef/Size 7/Index[0 7]/W[1 4 2]')
  expect(again.object(2)?.position).toBeNull()
  expect(findPage(again, 1).page.value.entries.has('New')).toBe(true)
})

test('what is added is not what a reference in an object stream leads to nowhere', () => {
  const { nextNumber } = openText(withObjectStream().replace('/MediaBox[0 0 595 842]', '/MediaBox 77 0 R'.padEnd(22)))
  expect(nextNumber).toBe(78)
})

test('an object after the object stream is newer than the one in it', () => {
  const doc = openText(withObjectStream('3 0 obj\n<</Type/Page/Parent 2 0 R/Newer 1>>\nendobj\n'))
  expect(findPage(doc, 1).page.value.entries.has('Newer')).toBe(true)
})

test('an object number that cannot be is not taken from an object stream', () => {
  const doc = openText(
    withObjectStream()
      .replace('/First 9', '/First 21')
      .replace('/N 2', '/N 3')
      .replace('2 0 3 64 ', '2 0 3 64 999999999 0 '),
  )
  expect([findPage(doc, 1).page.object.number, doc.nextNumber]).toEqual([3, 6])
})

test('an object stream that cannot be read is not passed over', () => {
  const text = withObjectStream().replace('/Type/ObjStm', '/Filter/LZWDecode/Type/ObjStm')
  expect(codeOf(() => openText(text))).toBe('ERR_PDF_FILTER_UNSUPPORTED')
})

test('far apart object numbers make no table of millions of rows', () => {
  const { text, again } = revised(`${withoutXref(made)}8000000 0 obj\n1\nendobj\n`)
  expect(text).toContain('\n8000000 1\n')
  expect(text.length).toBeLessThan(1000)
  expect(again.nextNumber).toBe(8_000_001)
})

test('what was read before the damage was found must stand where the search finds it', () => {
  const doc = openText(misplacedAfter('1 0 obj\n<</Type/Catalog/Pages 2 0 R/Second 1>>\nendobj\n'))
  catalogOf(doc)
  expect(codeOf(() => doc.object(3))).toBe('ERR_PDF_OBJECT_MISMATCH')
  expect([doc.recovered, codeOf(() => doc.object(3))]).toEqual([false, 'ERR_PDF_OBJECT_MISMATCH'])
})

test('a damaged file that holds a signature is never written to', () => {
  for (const object of [
    '<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>',
    '<</V<</ByteRange[0 1 2 3]>>>>',
    '<</Byte#52ange[0]>>',
  ]) {
    const doc = openText(withoutXref(textOf(makePdf({ ...onePage, 4: object }))))
    expect(codeOf(() => createRevision(doc))).toBe('ERR_PDF_NEEDS_REWRITE')
  }
})

test('object numbers given out before the damage was found are not used', () => {
  const doc = openText(misplacedAfter('9 0 obj\n1\nendobj\n'))
  const revision = createRevision(doc)
  revision.add(['1'])
  doc.object(3)
  expect([doc.recovered, codeOf(() => revision.build())]).toEqual([true, 'ERR_PDF_NEEDS_REWRITE'])
})

test('a file of which only an earlier trailer says that it is encrypted is refused', () => {
  const trailers = 'trailer\n<</Root 1 0 R/Encrypt 3 0 R>>\ntrailer\n<</Root 1 0 R>>\n'
  expect(codeOf(() => openText(withoutXref(made) + trailers))).toBe('ERR_PDF_ENCRYPTION_INVALID')
})

test('a damaged file beyond the limit is not searched', () => {
  const head = bytesOf('%PDF-1.7\n')
  const huge: RandomAccess = {
    size: limits.scanBytes + 1,
    read: (position, length) => (position === 0 ? Buffer.concat([head], length) : Buffer.alloc(length)),
  }
  expect(codeOf(() => openPdf(huge))).toBe('ERR_PDF_TOO_LARGE')
})

test.each<[string, string]>([
  ['objects that never end', '1 0 obj (('],
  ['streams that never end', '1 0 obj <<>> stream\n'],
  ['lengths that are far away', '2 0 obj <</Length 1 0 R>> stream\n1 0 obj 5 '],
  ['headers without object', '1 0 obj '],
  ['nested arrays', '1 0 obj [[[[[[[['],
  ['trailers', 'trailer <<'],
])('a file full of %s costs bounded work', (_, piece) => {
  const bytes = bytesOf(`%PDF-1.7\n${piece.repeat(100_000 / piece.length)}`)
  const counted = countedSource(bytes)
  expect(codeOf(() => openPdf(counted.source))).toMatch(/^ERR_PDF_(TOO_LARGE|XREF_MISSING)$/)
  expect(counted.bytes()).toBeLessThan(limits.scanWorkBase + 2 * limits.scanWorkRate * bytes.length)
})
