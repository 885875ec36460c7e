import { PdfError } from '../pdf-error.ts'

/**
 * Makes a revision, and makes it once more when its making brought to light that object numbers which it gave out are
 * taken: by an object that is found when the file turns out to be damaged, or by a reference to an object that is not
 * there. The second time those are known.
 *
 * @throws what `make` throws
 */
export const remadeOnce = <T>(make: () => T): T => {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof PdfError && error.code === 'ERR_PDF_NEEDS_REWRITE')) throw error
    return make()
  }
}
