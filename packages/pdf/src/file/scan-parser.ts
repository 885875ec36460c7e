import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'
import type { PdfObject } from '../syntax/value.ts'
import { readIndirectObject } from './indirect-object.ts'
import type { WorkBudget } from './work-budget.ts'
import type { Trailer } from './xref-section.ts'
import { readTrailer } from './xref-table.ts'

/** Parses what a scan comes across, and bears with what cannot be parsed. */
export interface ScanParser {
  /**
   * The object at an offset; `damaged` when it stands there and cannot be parsed: what needs it must fail,
   * and not take it for missing. Null when no object begins there, or the file ends inside it.
   *
   * @throws PdfError ERR_PDF_TOO_LARGE
   */
  object(offset: number): PdfObject | 'damaged' | null
  /** The trailer dictionary at a position, or null. @throws PdfError ERR_PDF_TOO_LARGE */
  trailer(position: number): Trailer | null
}

/** First bytes of an object; nearly all are smaller, and the window has them already. */
const firstWindow = 2048

/** What was parsed counts as work; after a failure all that was read for it, since nobody knows how far it came. */
export const createParser = (source: RandomAccess, budget: WorkBudget): ScanParser => {
  let attempt = 0
  const counted: RandomAccess = {
    size: source.size,
    read(position, length) {
      attempt += length
      return source.read(position, length)
    },
  }
  const failed = (error: unknown): PdfError => {
    budget.spend(attempt)
    if (!(error instanceof PdfError) || error.code === 'ERR_PDF_TOO_LARGE') throw error
    return error
  }
  return {
    object(offset) {
      attempt = 0
      try {
        const object = readIndirectObject(counted, offset, null, firstWindow)
        budget.spend(object.value.end)
        return object
      } catch (error) {
        const { code } = failed(error)
        return code === 'ERR_PDF_TRUNCATED' || code === 'ERR_PDF_OBJECT_MISMATCH' ? null : 'damaged'
      }
    },
    trailer(position) {
      attempt = 0
      try {
        const trailer = readTrailer(counted, position)
        budget.spend(trailer.dictionary.end)
        return trailer
      } catch (error) {
        failed(error)
        return null
      }
    },
  }
}
