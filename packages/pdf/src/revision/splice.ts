import { PdfError } from '../pdf-error.ts'
import { stringBytes } from '../syntax/string-bytes.ts'
import type { PdfObject, PdfString, PdfValue } from '../syntax/value.ts'
import type { Body, Part } from './body.ts'

/** Replaces the bytes of a span; an empty span inserts. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly body: Body
}

/**
 * The object with some spans replaced and every other byte as it was: comments, order, number
 * formats and names with `#` stay. Splices at one place keep their order. In an encrypted file the strings
 * of an object from an object stream, which are not encrypted there, are named, so that they will be.
 *
 * @throws PdfError ERR_PDF_STRUCTURE when the object is a stream, or splices overlap
 */
export const splicedBody = (object: PdfObject, splices: readonly Splice[], encrypted: boolean): Body => {
  if (object.streamStart !== null) throw new PdfError('ERR_PDF_STRUCTURE', 'a stream stands where a dictionary must')
  const copied = copier(object, encrypted && object.position === null ? stringsIn(object.value) : [])
  const parts: Part[] = []
  let at = object.value.start
  for (const { start, end, body } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new PdfError('ERR_PDF_STRUCTURE', 'one value of the file has two roles')
    parts.push(...copied(at, start), ...body)
    at = end
  }
  parts.push(...copied(at, object.value.end))
  return parts
}

/** Copies spans of the object, with `strings` named. No span begins or ends within a string. */
const copier =
  ({ bytes }: PdfObject, strings: readonly PdfString[]) =>
  (start: number, end: number): Part[] => {
    const parts: Part[] = []
    let at = start
    for (const string of strings) {
      if (string.start < start || string.end > end) continue
      parts.push(bytes.subarray(at, string.start), { string: stringBytes(string) })
      at = string.end
    }
    parts.push(bytes.subarray(at, end))
    return parts
  }

const stringsIn = (value: PdfValue): PdfString[] => {
  if (value.kind === 'string') return [value]
  if (value.kind === 'array') return value.items.flatMap(stringsIn)
  if (value.kind !== 'dictionary') return []
  const strings = Array.from(value.entries.values(), (held) => stringsIn(held.value)).flat()
  return strings.sort((a, b) => a.start - b.start)
}
