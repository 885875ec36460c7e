import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { typedEntry } from './access.ts'

/**
 * /Ff of a seed value, certificate or time-stamp dictionary: which of its constraints are required.
 *
 * @throws PdfError ERR_PDF_STRUCTURE
 */
export const seedFlags = (doc: PdfDocument, dictionary: Located<PdfDictionary>): number => {
  const flags = typedEntry(doc, dictionary, 'Ff', 'number')?.value.value ?? 0
  if (!Number.isInteger(flags) || flags < 0 || flags > 0x7fffffff) {
    throw new PdfError('ERR_PDF_STRUCTURE', 'the flags of a seed value are no flags')
  }
  return flags
}
