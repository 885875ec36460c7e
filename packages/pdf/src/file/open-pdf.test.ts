import { deflateSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { countedSource } from '../../test/counted-source.ts'
import { codeOf, makePdf, makeXrefStreamPdf, onePage, openMade, textOf } from '../../test/make-pdf.ts'
import { limits } from '../limits.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { createRevision } from '../revision/revision.ts'
import type { PdfObject } from '../syntax/value.ts'
import { openPdf } from './open-pdf.ts'

/** A file whose objects 5 and 6 live in the object stream 4. */
const withObjectStream = (content: string, dictionary: string, rows: readonly (readonly number[])[]) => {
  const objects = {
    ...onePage,
    4: `<</Type/ObjStm${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream`,
  }
  const file = makeXrefStreamPdf(objects, {
    rows(offsets, xref) {
      const all = [[0, 0, 0], ...[1, 2, 3, 4].map((number) => [1, offsets.get(number) ?? 0, 0]), [1, xref, 0], ...rows]
      const data = Buffer.alloc(all.length * 7)
      all.forEach(([type = 0, second = 0, third = 0], index) => {
        data[index * 7] = type
        data.writeUInt32BE(second, index * 7 + 1)
        data.writeUInt16BE(third, index * 7 + 5)
      })
      return data
    },
    dictionary: `/W[1 4 2]/Index[0 ${6 + rows.length}]`,
  })
  return openPdf(bytesSource(file), { recover: false })
}

test('objects come out of an object stream one by one', () => {
  const doc = withObjectStream('6 0 7 4 [1] <</A 6 0 R>>', '/N 2/First 8', [
    [2, 4, 0],
    [2, 4, 1],
  ])
  expect(doc.object(6)).toMatchObject({ position: null, streamStart: null, value: { kind: 'array' } })
  expect(doc.object(7)?.value.kind).toBe('dictionary')
})

test('an object stream may be compressed, and its length may stand elsewhere', () => {
  const data = deflateSync(Buffer.from('6 0 (six)')).toString('latin1')
  const objects = {
    ...onePage,
    4: `<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 8 0 R>>\nstream\r\n${data}\nendstream`,
    8: String(data.length),
  }
  const file = makeXrefStreamPdf(objects, {
    rows(offsets, xref) {
      const data = Buffer.alloc(70)
      for (const [number, offset] of [...offsets, [9, xref] as const]) {
        data[number * 7] = 1
        data.writeUInt32BE(offset, number * 7 + 1)
      }
      data.set([2, 0, 0, 0, 4, 0, 0], 42)
      return data
    },
  })
  expect(openPdf(bytesSource(file)).object(6)?.value.kind).toBe('string')
})

test.each<[string, string, string, number[], string]>([
  ['names another object there', '9 0 [1]', '/N 1/First 4', [2, 4, 0], 'ERR_PDF_OBJECT_MISMATCH'],
  ['has no such index', '6 0 [1]', '/N 1/First 4', [2, 4, 3], 'ERR_PDF_OBJECT_MISMATCH'],
  ['is no stream', '6 0 [1]', '/N 1/First 4', [2, 3, 0], 'ERR_PDF_OBJECT_MISMATCH'],
  ['is itself compressed', '6 0 [1]', '/N 1/First 4', [2, 6, 0], 'ERR_PDF_OBJECT_MISMATCH'],
  ['does not exist', '6 0 [1]', '/N 1/First 4', [2, 99, 0], 'ERR_PDF_OBJECT_MISMATCH'],
  ['has no count', '6 0 [1]', '/First 4', [2, 4, 0], 'ERR_PDF_STREAM_INVALID'],
  ['begins beyond its end', '6 0 [1]', '/N 1/First 400', [2, 4, 0], 'ERR_PDF_STREAM_INVALID'],
  ['has words in its header', 'six 0 [1]', '/N 1/First 6', [2, 4, 0], 'ERR_PDF_STREAM_INVALID'],
  ['has more objects than the limit', '6 0 [1]', '/N 100001/First 4', [2, 4, 0], 'ERR_PDF_TOO_MANY'],
  ['has a header cut short', '6 0 [1]', '/N 2/First 4', [2, 4, 0], 'ERR_PDF_TRUNCATED'],
  ['ends inside the object', '6 0 [1', '/N 1/First 4', [2, 4, 0], 'ERR_PDF_TRUNCATED'],
])('an object stream that %s is refused', (_, content, dictionary, row, code) => {
  const doc = withObjectStream(content, dictionary, [row])
  expect(codeOf(() => doc.object(6))).toBe(code)
})

test.each<[string, string, string]>([
  ['right', '/Length 6', '\n'],
  ['too long', '/Length 99999', '\n'],
  ['too short', '/Length 3', '\r\n'],
  ['missing', '', '\r'],
  ['negative', '/Length -1', ''],
  ['its own object', '/Length 4 0 R', '\n'],
])('a stream whose length is %s ends before endstream', (_, length, end) => {
  const doc = openMade({ ...onePage, 4: `<<${length}>>\nstream\nabcdef${end}endstream` })
  const object = doc.object(4)
  expect(object && textOf(doc.streamData(object))).toBe('abcdef')
})

test('a stream without end is refused, and what is no stream has no data', () => {
  const doc = openMade({ ...onePage, 4: '<</Length 3>>\nstream\nabcdef' })
  const data = (number: number) => codeOf(() => doc.streamData(doc.object(number) as PdfObject))
  expect([data(4), data(3)]).toEqual(['ERR_PDF_STREAM_INVALID', 'ERR_PDF_STREAM_INVALID'])
})

test('object streams that need each other end in a refusal', () => {
  const doc = withObjectStream('6 0 [1]', '/N 1/First 4/Filter 6 0 R', [[2, 4, 0]])
  expect(codeOf(() => doc.object(6))).toBe('ERR_PDF_LOOP')
})

test('an object larger than the limit is refused', () => {
  const doc = openMade({ ...onePage, 4: `(${'x'.repeat(64 * 1024 * 1024 + 1)})` })
  expect(codeOf(() => doc.object(4))).toBe('ERR_PDF_TOO_LARGE')
})

test('reading stops when the file has cost too much work', () => {
  const bytes = makePdf({ ...onePage, 4: `(${'x'.repeat(64 * 1024 * 1024 + 1)})` })
  const counted = countedSource(bytes)
  const doc = openPdf(counted.source)
  for (let attempt = 0; attempt < 20; attempt += 1) expect(codeOf(() => doc.object(4))).toBe('ERR_PDF_TOO_LARGE')
  expect(counted.bytes()).toBeLessThanOrEqual(limits.workBytes)
})

test.each<[string, (objects: Record<number, string>) => Uint8Array]>([
  ['table', makePdf],
  ['stream', makeXrefStreamPdf],
])('of a file that grew, a cross-reference %s that was read before is not read again', (_, make) => {
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [index + 4, 'null']))
  const base = bytesSource(make({ ...onePage, ...many }))
  const before = openPdf(base)
  const revision = createRevision(before)
  revision.add(['(new)'])
  const grown = concatSources([base, bytesSource(revision.build().bytes)])
  const [again, afresh] = [countedSource(grown), countedSource(grown)]
  const [known, unknown] = [openPdf(again.source, { before }), openPdf(afresh.source)]
  expect(again.bytes()).toBeLessThan(afresh.bytes())
  for (const number of [1, 3, 1000, before.nextNumber]) expect(known.object(number)).toEqual(unknown.object(number))
  expect([...known.xrefSections.keys()]).toEqual([...unknown.xrefSections.keys()])
})

test('what is known of a longer file, or of one that begins elsewhere, is not taken for known', () => {
  const base = makePdf(onePage)
  const moved = Buffer.concat([Buffer.from('\n\n'), base, Buffer.from('\n')])
  const before = openPdf(bytesSource(base))
  expect(() => openPdf(bytesSource(base.subarray(0, -1)), { before })).toThrow(TypeError)
  expect(() => openPdf(bytesSource(moved), { before })).toThrow(TypeError)
})
