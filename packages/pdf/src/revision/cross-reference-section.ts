import { createEntryTable, type EntryTable } from '../file/entry-table.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import type { XrefEntry } from '../file/xref-section.ts'
import { latin1 } from '../syntax/characters.ts'
import type { WrittenPart } from './body.ts'

/** What a cross-reference section is made of. */
export interface SectionInput {
  readonly doc: PdfDocument
  /** What was written, with offsets counted from the header, like every offset in the file. */
  readonly entries: EntryTable
  /** One above the highest object number in use. */
  readonly size: number
  /** Offset of the section itself. */
  readonly xref: number
  readonly identifier: string
}

/** A cross-reference section of the file's own kind, with its trailer. */
export const crossReferenceSection = (input: SectionInput): readonly WrittenPart[] => {
  const { recovery } = input.doc
  const entries = recovery === null ? input.entries : completed(recovery.entries, input.entries)
  return input.doc.xrefKind === 'table' ? tableSection(input, entries) : streamSection(input, entries)
}

/**
 * All objects of a file whose cross-reference is damaged, so that nothing has to refer to that: the section
 * begins with object 0, and gaps are free objects unless they are most of it (ISO 32000-2 7.5.4).
 */
const completed = (found: EntryTable, written: EntryTable): EntryTable => {
  const all = createEntryTable()
  const end = Math.max(found.end, written.end)
  const gaps = end <= 2 * (found.count + written.count) + 64 ? end : 1
  for (let number = 0; number < gaps; number += 1) all.set(number, { kind: 'free' })
  found.forEach(all.set)
  written.forEach(all.set)
  return all
}

const rowLength = 20

/** A cross-reference table with rows of exactly 20 bytes, and its trailer (ISO 32000-2 7.5.4, 7.5.5). */
const tableSection = ({ doc, size, identifier }: SectionInput, entries: EntryTable): WrittenPart[] => {
  const parts: WrittenPart[] = ['xref\n']
  for (const { first, count } of subsections(entries)) {
    const rows = Buffer.alloc(count * rowLength)
    for (let index = 0; index < count; index += 1)
      rows.write(tableRow(entries.find(first + index)), index * rowLength, 'latin1')
    parts.push(`${first} ${count}\n`, rows)
  }
  return [...parts, `trailer\n<</Size ${size}${trailerEntries(doc, identifier)}>>\n`]
}

const tableRow = (entry: XrefEntry | null): string =>
  entry?.kind === 'offset'
    ? `${digits(entry.offset, 10)} ${digits(entry.generation, 5)} n\r\n`
    : '0000000000 65535 f\r\n'

const digits = (value: number, width: number): string => String(value).padStart(width, '0')

/** A cross-reference stream (ISO 32000-2 7.5.8), not compressed, that lists itself. Never encrypted. */
const streamSection = (input: SectionInput, entries: EntryTable): WrittenPart[] => {
  const { doc, size, xref, identifier } = input
  entries.set(size, { kind: 'offset', offset: xref, generation: 0 })
  const widths = [1, xref > 0xffffffff ? 5 : 4, 2] as const
  const runs = subsections(entries)
  const data = streamRows(entries, runs, widths)
  const index = runs.map(({ first, count }) => `${first} ${count}`).join(' ')
  const dictionary =
    `<</Type/XRef/Size ${size + 1}/Index[${index}]/W[${widths.join(' ')}]/Length ${data.length}` +
    `${trailerEntries(doc, identifier)}>>`
  return [`${size} 0 obj\n${dictionary}\nstream\n`, data, '\nendstream\nendobj\n']
}

const streamRows = (
  entries: EntryTable,
  runs: readonly Run[],
  widths: readonly [number, number, number],
): Uint8Array => {
  const length = widths.reduce((sum, width) => sum + width, 0)
  const data = Buffer.alloc(entries.count * length)
  let at = 0
  for (const { first, count } of runs) {
    for (let number = first; number < first + count; number += 1) {
      const fields = streamRow(entries.find(number))
      for (const [index, width] of widths.entries()) at = data.writeUIntBE(fields[index] as number, at, width)
    }
  }
  return data
}

/** Table 18: type, and what it says. */
const streamRow = (entry: XrefEntry | null): readonly [number, number, number] => {
  if (entry?.kind === 'offset') return [1, entry.offset, entry.generation]
  return entry?.kind === 'compressed' ? [2, entry.stream, entry.index] : [0, 0, 65_535]
}

/** /Root, /Info and /Encrypt as they were (byte for byte), /Prev to the section before. */
const trailerEntries = (doc: PdfDocument, identifier: string): string => {
  const { dictionary, bytes } = doc.trailer
  const kept = ['Root', 'Info', 'Encrypt'].map((key) => {
    const value = dictionary.entries.get(key)?.value
    const usable = value?.kind === 'reference' || (key === 'Encrypt' && value?.kind === 'dictionary')
    return usable ? `/${key} ${latin1(bytes, value.start, value.end)}` : ''
  })
  const previous = doc.startXref === null ? '' : `/Prev ${doc.startXref}`
  return `${kept.join('')}${previous}/ID${identifier}`
}

/** Consecutive object numbers. */
interface Run {
  readonly first: number
  readonly count: number
}

const subsections = (entries: EntryTable): Run[] => {
  const runs: { first: number; count: number }[] = []
  entries.forEach((number) => {
    const last = runs.at(-1)
    if (last !== undefined && last.first + last.count === number) last.count += 1
    else runs.push({ first: number, count: 1 })
  })
  return runs
}
