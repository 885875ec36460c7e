import { createHash } from 'node:crypto'
import type { PdfDocument } from '../file/open-pdf.ts'
import { stringBytes } from '../syntax/string-bytes.ts'

const sampledBytes = 4096

/**
 * /ID of the new trailer, ISO 32000-2 14.4: the first string as it was, the second renewed. It is
 * derived from what is written, so that the same call gives the same bytes; it keeps no secret.
 */
export const renewedIdentifier = (doc: PdfDocument, appended: Uint8Array): string => {
  const renewed = createHash('sha256').update(lastBytes(doc)).update(appended).digest('hex').slice(0, 32).toUpperCase()
  return `[<${permanentIdentifier(doc)}><${renewed}>]`
}

const permanentIdentifier = (doc: PdfDocument): string => {
  const id = doc.trailer.dictionary.entries.get('ID')?.value
  const array = id?.kind === 'reference' ? doc.referenced(id)?.value : id
  const first = array?.kind === 'array' ? array.items[0] : undefined
  if (first?.kind === 'string') return Buffer.from(stringBytes(first)).toString('hex').toUpperCase()
  return createHash('sha256').update(lastBytes(doc)).digest('hex').slice(0, 32).toUpperCase()
}

/** The end of the file holds its cross-reference, which differs between any two files worth telling apart. */
const lastBytes = (doc: PdfDocument): Uint8Array => {
  const length = Math.min(sampledBytes, doc.source.size)
  return doc.source.read(doc.source.size - length, length)
}
