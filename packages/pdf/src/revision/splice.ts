import { PdfError } from '../pdf-error.ts'
import type { PdfObject } from '../syntax/value.ts'
import type { Body, Part } from './body.ts'

/** Replaces the bytes of a span; an empty span inserts. */
export interface Splice {
  readonly start: number
  readonly end: number
  readonly body: Body
}

/**
 * The object with some spans replaced and every other byte as it was: comments, order, number
 * formats and names with `#` stay. Splices at one place keep their order.
 *
 * @throws PdfError ERR_PDF_STRUCTURE when the object is a stream, or splices overlap
 */
export const splicedBody = (object: PdfObject, splices: readonly Splice[]): Body => {
  if (object.streamStart !== null) throw new PdfError('ERR_PDF_STRUCTURE', 'a stream stands where a dictionary must')
  const parts: Part[] = []
  let at = object.value.start
  for (const { start, end, body } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new PdfError('ERR_PDF_STRUCTURE', 'one value of the file has two roles')
    parts.push(object.bytes.subarray(at, start), ...body)
    at = end
  }
  parts.push(object.bytes.subarray(at, object.value.end))
  return parts
}
