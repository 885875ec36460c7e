import type { PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'

/**
 * Makes a revision, and makes it anew when its making brought to light that the file is damaged: searching the file
 * may have found objects with the numbers that the first one gave out. Of a file known to be damaged it is made once.
 *
 * @throws what `make` throws
 */
export const despiteLateDamage = <T>(doc: PdfDocument, make: () => T): T => {
  if (doc.recovered) return make()
  try {
    return make()
  } catch (error) {
    if (!(doc.recovered && error instanceof PdfError && error.code === 'ERR_PDF_NEEDS_REWRITE')) throw error
    return make()
  }
}
