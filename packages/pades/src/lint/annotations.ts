import { entry, item, type Located, nameEntry, ofKind, type PdfDictionary, type PdfDocument } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'
import { refuseActions, refuseAdditionalActions } from './actions.ts'
import type { Visits } from './visits.ts'

const multimedia = ['Movie', 'Sound', 'Screen', '3D', 'RichMedia']

/**
 * Annotations of a page: no film or sound, no events, and on a click a jump at most.
 *
 * @throws PadesError ERR_PADES_LINT_MULTIMEDIA, ERR_PADES_LINT_ADDITIONAL_ACTIONS and those of actions
 */
export const refuseAnnotations = (doc: PdfDocument, page: Located<PdfDictionary>, visits: Visits): void => {
  const annotations = ofKind(entry(doc, page, 'Annots'), 'array')
  for (const index of annotations?.value.items.keys() ?? []) {
    const annotation = annotations && ofKind(item(doc, annotations, index), 'dictionary')
    if (annotation !== null && visits.first('annotation', annotation)) {
      refuseAnnotation(doc, annotation, visits)
    }
  }
}

const refuseAnnotation = (doc: PdfDocument, annotation: Located<PdfDictionary>, visits: Visits): void => {
  if (multimedia.includes(nameEntry(doc, annotation, 'Subtype') ?? '')) {
    throw new PadesError('ERR_PADES_LINT_MULTIMEDIA', 'a page holds film, sound or 3D')
  }
  refuseAdditionalActions(annotation)
  refuseActions(doc, annotation, visits)
}
