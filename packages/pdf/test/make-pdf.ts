import { openPdf } from '../src/file/open-pdf.ts'
import { bytesSource, type PdfDocument } from '../src/index.ts'

/** Bodies of objects by number. */
export type Objects = Readonly<Record<number, string>>

/** The smallest document: one page and nothing on it. */
export const onePage: Objects = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  3: '<</Type/Page/Parent 2 0 R>>',
}

interface Layout {
  readonly version?: string
  /** Entries of the trailer beside /Size and /Root. */
  readonly trailer?: string
  /** Text before the header. */
  readonly junk?: string
  readonly end?: string
}

/** A file with a cross-reference table. Text is written byte for byte (ISO 8859-1). */
export const makePdf = (objects: Objects, layout: Layout = {}): Uint8Array => {
  const { version = '1.7', trailer = '', junk = '', end = '\n' } = layout
  const numbers = Object.keys(objects).map(Number)
  const size = Math.max(...numbers) + 1
  const offsets = new Map<number, number>()
  let body = `%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`
  for (const number of numbers) {
    offsets.set(number, body.length)
    body += `${number} 0 obj\n${objects[number]}\nendobj\n`
  }
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number)
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const xref = `xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\n`
  return Buffer.from(`${junk}${body}${xref}startxref\n${body.length}\n%%EOF${end}`, 'latin1')
}

/** Opens such a file. */
export const openMade = (objects: Objects, layout?: Layout): PdfDocument =>
  openPdf(bytesSource(makePdf(objects, layout)))

/** A file with a cross-reference stream; `data` is its content as it stands in the file. */
export const makeXrefStreamPdf = (
  objects: Objects,
  options: { rows?: (offsets: ReadonlyMap<number, number>, xref: number) => Uint8Array; dictionary?: string } = {},
): Uint8Array => {
  const numbers = Object.keys(objects).map(Number)
  const own = Math.max(...numbers) + 1
  const offsets = new Map<number, number>()
  let body = '%PDF-1.7\n'
  for (const number of numbers) {
    offsets.set(number, body.length)
    body += `${number} 0 obj\n${objects[number]}\nendobj\n`
  }
  const data = options.rows?.(offsets, body.length) ?? plainRows(own, offsets, body.length)
  const dictionary = options.dictionary ?? `/W[1 4 2]`
  const head = `${own} 0 obj\n<</Type/XRef/Size ${own + 1}/Root 1 0 R${dictionary}/Length ${data.length}>>\nstream\n`
  const tail = `\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.concat([Buffer.from(body + head, 'latin1'), data, Buffer.from(tail, 'latin1')])
}

/** Rows of type 1 for all objects, seven bytes each. */
export const plainRows = (own: number, offsets: ReadonlyMap<number, number>, xref: number): Uint8Array => {
  const rows = Buffer.alloc((own + 1) * 7)
  for (let number = 0; number <= own; number += 1) {
    const offset = number === own ? xref : offsets.get(number)
    if (offset === undefined) continue
    rows[number * 7] = 1
    rows.writeUInt32BE(offset, number * 7 + 1)
  }
  return rows
}

/** The code of the PdfError that `act` throws, or what else happens. */
export const codeOf = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
  return 'no error'
}

/** Text of a byte array, one character per byte. */
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

/** A file whose last object is free in the table, and stands in the stream that /XRefStm names. */
export const makeHybridPdf = (objects: Objects): Uint8Array => {
  const text = textOf(makePdf(objects))
  const hidden = Math.max(...Object.keys(objects).map(Number))
  const at = text.indexOf('xref\n')
  const row = Buffer.alloc(7)
  row[0] = 1
  row.writeUInt32BE(text.indexOf(`${hidden} 0 obj`), 1)
  const dictionary = `<</Type/XRef/Size ${hidden + 2}/Index[${hidden} 1]/W[1 4 2]/Length 7>>`
  const stream = `${hidden + 1} 0 obj\n${dictionary}\nstream\n${textOf(row)}\nendstream\nendobj\n`
  const hybrid = text
    .replace('xref\n', `${stream}xref\n`)
    .replace(/\d{10}( 00000) n( \ntrailer)/, '0000000000$1 f$2')
    .replace(`/Size ${hidden + 1}`, `/Size ${hidden + 2}/XRefStm ${at}`)
    .replace(/startxref\n(\d+)/, `startxref\n${at + stream.length}`)
  return Buffer.from(hybrid, 'latin1')
}
