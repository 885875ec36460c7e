import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { nameEntry, ofKind } from './access.ts'

/**
 * The document catalog, ISO 32000-2 7.7.2.
 *
 * @throws PdfError ERR_PDF_STRUCTURE and the codes of reading an object
 */
export const catalogOf = (doc: PdfDocument): Located<PdfDictionary> => {
  const root = doc.trailer.dictionary.entries.get('Root')?.value
  const object = root?.kind === 'reference' ? doc.referenced(root) : null
  const catalog = object && ofKind({ object, value: object.value }, 'dictionary')
  if (catalog === null || nameEntry(doc, catalog, 'Type') !== 'Catalog') {
    throw new PdfError('ERR_PDF_STRUCTURE', 'the file has no document catalog')
  }
  return catalog
}

/**
 * The document's version: the later of header and catalog (ISO 32000-2 7.5.2). For example `1.7`.
 *
 * @throws PdfError as {@link catalogOf}
 */
export const pdfVersion = (doc: PdfDocument): string => {
  const raised = nameEntry(doc, catalogOf(doc), 'Version')
  return raised !== null && /^\d\.\d$/.test(raised) && raised > doc.headerVersion ? raised : doc.headerVersion
}
