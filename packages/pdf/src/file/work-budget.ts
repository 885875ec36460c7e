import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { RandomAccess } from '../random-access.ts'

/** Counts the bytes read and decoded for one document, so that no file can keep us busy for long. */
export interface WorkBudget {
  /** @throws PdfError ERR_PDF_TOO_LARGE when the budget is used up */
  spend(bytes: number): void
}

/**
 * A bound on work.
 *
 * @param most bytes; 512 MiB when absent
 */
export const createWorkBudget = (most: number = limits.workBytes): WorkBudget => {
  let spent = 0
  return {
    spend(bytes) {
      spent += bytes
      if (spent > most) throw new PdfError('ERR_PDF_TOO_LARGE', 'reading this file takes too much work')
    },
  }
}

/** The source with every read counted. */
export const meteredSource = (source: RandomAccess, budget: WorkBudget): RandomAccess => ({
  size: source.size,
  read(position, length) {
    budget.spend(length)
    return source.read(position, length)
  },
})
