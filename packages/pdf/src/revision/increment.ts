import { createEntryTable } from '../file/entry-table.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import { bodyLength, type Content, type WrittenPart, writeParts } from './body.ts'
import { crossReferenceSection } from './cross-reference-section.ts'
import { renewedIdentifier } from './file-identifier.ts'
import { writtenContent } from './written-content.ts'

/** An object to be written. */
export interface RevisionObject {
  readonly number: number
  readonly generation: number
  readonly content: Content
}

/** What is to be appended to the file. */
export interface Increment {
  readonly bytes: Uint8Array
  /** Where a mark stands in the whole file. */
  position(mark: string): number
}

/**
 * Lays out objects, a cross-reference section of the file's own kind and the end of an incremental
 * update (ISO 32000-2 7.5.6) in one preallocated array.
 *
 * @throws PdfError ERR_PDF_TOO_LARGE
 */
export const writeIncrement = (doc: PdfDocument, objects: readonly RevisionObject[], size: number): Increment => {
  const sorted = objects.toSorted((a, b) => a.number - b.number).map((object) => framed(doc, object))
  const start = endsWithNewline(doc) ? '' : '\n'
  const bodies = Buffer.alloc(sorted.reduce((sum, { length }) => sum + length, start.length))
  const marks = new Map<string, number>()
  const entries = createEntryTable()
  let at = writeParts(bodies, 0, [start], () => {})
  for (const { number, generation, parts } of sorted) {
    entries.set(number, { kind: 'offset', generation, offset: doc.source.size - doc.headerOffset + at })
    at = writeParts(bodies, at, parts, (mark, position) => marks.set(mark, doc.source.size + position))
  }
  const xref = doc.source.size - doc.headerOffset + bodies.length
  if (xref > limits.fileBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'the file is larger than ten digits can address')
  const identifier = renewedIdentifier(doc, bodies)
  const section = crossReferenceSection({ doc, entries, size, xref, identifier })
  const tail: WrittenPart[] = [...section, `startxref\n${xref}\n%%EOF\n`]
  const bytes = Buffer.concat([bodies, Buffer.alloc(bodyLength(tail))])
  writeParts(bytes, bodies.length, tail, () => {})
  return { bytes, position: (mark) => marks.get(mark) ?? missingMark(mark) }
}

interface FramedObject {
  readonly number: number
  readonly generation: number
  readonly parts: readonly WrittenPart[]
  readonly length: number
}

const framed = ({ encryption }: PdfDocument, { number, generation, content }: RevisionObject): FramedObject => {
  const cipher = encryption === null ? null : encryption.encryptor(number, generation)
  const parts = [`${number} ${generation} obj\n`, ...writtenContent(content, cipher), '\nendobj\n']
  return { number, generation, parts, length: bodyLength(parts) }
}

const endsWithNewline = (doc: PdfDocument): boolean => {
  const last = doc.source.read(doc.source.size - 1, 1)[0]
  return last === 10 || last === 13
}

const missingMark = (mark: string): never => {
  throw new TypeError(`no mark ${mark} in this increment`)
}
