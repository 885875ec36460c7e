import type { PdfDocument } from '../file/open-pdf.ts'
import { latin1 } from '../syntax/characters.ts'
import type { WrittenPart } from './body.ts'

/** An object and its offset, for the cross-reference. */
export interface RevisionRow {
  readonly number: number
  readonly generation: number
  /** Counted from the header, like every offset in the file. */
  readonly offset: number
}

/** What a cross-reference section is made of. */
export interface SectionInput {
  readonly doc: PdfDocument
  /** Sorted by object number. */
  readonly rows: readonly RevisionRow[]
  readonly size: number
  /** Offset of the section itself. */
  readonly xref: number
  readonly identifier: string
}

/** A cross-reference table with rows of exactly 20 bytes, and its trailer (ISO 32000-2 7.5.4, 7.5.5). */
export const xrefTableParts = ({ doc, rows, size, identifier }: SectionInput): WrittenPart[] => {
  const lines = subsections(rows).flatMap((subsection) => [
    `${subsection[0]?.number} ${subsection.length}\n`,
    ...subsection.map(({ offset, generation }) => `${digits(offset, 10)} ${digits(generation, 5)} n\r\n`),
  ])
  return [`xref\n${lines.join('')}`, `trailer\n<</Size ${size}${trailerEntries(doc, identifier)}>>\n`]
}

/** A cross-reference stream (ISO 32000-2 7.5.8), not compressed: it is a few rows. */
export const xrefStreamParts = ({ doc, rows, size, xref, identifier }: SectionInput): WrittenPart[] => {
  const all = [...rows, { number: size, generation: 0, offset: xref }]
  const offsetWidth = xref > 0xffffffff ? 5 : 4
  const data = Buffer.alloc(all.length * (offsetWidth + 3))
  all.forEach(({ offset, generation }, index) => {
    const at = index * (offsetWidth + 3)
    data[at] = 1
    data.writeUIntBE(offset, at + 1, offsetWidth)
    data.writeUIntBE(generation, at + 1 + offsetWidth, 2)
  })
  const index = subsections(all).map((subsection) => `${subsection[0]?.number} ${subsection.length}`)
  const dictionary =
    `<</Type/XRef/Size ${size + 1}/Index[${index.join(' ')}]/W[1 ${offsetWidth} 2]/Length ${data.length}` +
    `${trailerEntries(doc, identifier)}>>`
  return [`${size} 0 obj\n${dictionary}\nstream\n`, data, '\nendstream\nendobj\n']
}

/** /Root and /Info as they were (byte for byte), /Prev to the section before. */
const trailerEntries = (doc: PdfDocument, identifier: string): string => {
  const { dictionary, bytes } = doc.trailer
  const kept = ['Root', 'Info'].map((key) => {
    const value = dictionary.entries.get(key)?.value
    return value?.kind === 'reference' ? `/${key} ${latin1(bytes, value.start, value.end)}` : ''
  })
  return `${kept.join('')}/Prev ${doc.startXref}/ID${identifier}`
}

/** Runs of consecutive object numbers. */
const subsections = <Row extends { readonly number: number }>(rows: readonly Row[]): Row[][] => {
  const runs: Row[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1)?.number === row.number - 1) run.push(row)
    else runs.push([row])
  }
  return runs
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0')
