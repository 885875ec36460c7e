import type { PdfDocument } from '../file/open-pdf.ts'
import { entry, item, nameEntry, ofKind } from './access.ts'
import { catalogOf } from './catalog.ts'

/**
 * Whether something transparent may be drawn without breaking what the document claims: PDF/A-1 forbids
 * transparency (ISO 19005-1 6.4), later parts want an output intent for it (ISO 19005-2 6.2.10). What
 * the document claims (its XMP `pdfaid:part`) is not verified.
 *
 * @throws PdfError the codes of reading an object
 */
export const allowsTransparency = (doc: PdfDocument): boolean => {
  const part = claimedPart(doc)
  return part === null || (part !== '1' && hasOutputIntent(doc))
}

/** Part of ISO 19005 that the document metadata claims, as attribute or element (ISO 19005-1 6.7.11). */
const claimedPart = (doc: PdfDocument): string | null => {
  const metadata = ofKind(entry(doc, catalogOf(doc), 'Metadata'), 'dictionary')
  if (metadata === null || metadata.object.streamStart === null) return null
  const text = Buffer.from(doc.decodedData(metadata.object)).toString('latin1')
  return /\bpdfaid:part\s*(?:=\s*["']|>)\s*(\d)/.exec(text)?.[1] ?? null
}

const hasOutputIntent = (doc: PdfDocument): boolean => {
  const intents = ofKind(entry(doc, catalogOf(doc), 'OutputIntents'), 'array')
  const dictionaries = intents?.value.items.map((_, index) => ofKind(item(doc, intents, index), 'dictionary')) ?? []
  return dictionaries.some((intent) => intent !== null && nameEntry(doc, intent, 'S') === 'GTS_PDFA1')
}
