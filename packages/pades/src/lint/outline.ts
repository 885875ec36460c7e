import { entry, type Located, ofKind, type PdfDictionary, type PdfDocument } from '@waarmerk/pdf'
import { refuseActions } from './actions.ts'
import type { Visits } from './visits.ts'

/**
 * The outline's items (ISO 32000-2 12.3.3) jump, and do nothing else. A loop ends where it closes.
 *
 * @throws PadesError ERR_PADES_LINT_TOO_MANY and those of actions
 */
export const refuseOutlineActions = (doc: PdfDocument, catalog: Located<PdfDictionary>, visits: Visits): void => {
  const pending = [ofKind(entry(doc, catalog, 'Outlines'), 'dictionary')]
  while (pending.length > 0) {
    const node = pending.pop() ?? null
    if (node === null || !visits.first('outline', node)) continue
    refuseActions(doc, node, visits)
    pending.push(ofKind(entry(doc, node, 'First'), 'dictionary'), ofKind(entry(doc, node, 'Next'), 'dictionary'))
  }
}
