import {
  acroFormOf,
  catalogOf,
  entry,
  formFields,
  type Located,
  ofKind,
  type PdfDictionary,
  type PdfDocument,
  pageTreeNodes,
} from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'
import { refuseActions, refuseAdditionalActions, refuseOpenAction } from './actions.ts'
import { refuseAnnotations } from './annotations.ts'
import { refuseExternalContent } from './external-content.ts'
import { refuseHiddenLayers } from './optional-content.ts'
import { refuseOutlineActions } from './outline.ts'
import { createVisits } from './visits.ts'

/**
 * Refuses a document whose appearance could change after signing, or that does more than show pages.
 *
 * Looked at: the catalog (open action, /AA, JavaScript name tree, portfolio, layers hidden or different on
 * screen and paper), the form (XFA, /NeedAppearances, actions of fields), the outline, and of every page its
 * actions, its annotations with theirs, and whether its content streams and XObjects are in the file.
 *
 * **Not looked at**: the inside of content streams, fonts and nested resources; whether a field's value is
 * what its appearance shows; annotations that cover text; objects that nothing refers to.
 *
 * Bounded: at most 250,000 objects, and the work `openPdf` allows for one document.
 *
 * @throws PadesError ERR_PADES_LINT_JAVASCRIPT, ERR_PADES_LINT_OPEN_ACTION, ERR_PADES_LINT_ADDITIONAL_ACTIONS,
 *   ERR_PADES_LINT_LAUNCH, ERR_PADES_LINT_SUBMIT, ERR_PADES_LINT_ACTION, ERR_PADES_LINT_XFA,
 *   ERR_PADES_LINT_NEED_APPEARANCES, ERR_PADES_LINT_OPTIONAL_CONTENT, ERR_PADES_LINT_EXTERNAL_REFERENCE,
 *   ERR_PADES_LINT_MULTIMEDIA, ERR_PADES_LINT_PORTFOLIO, ERR_PADES_LINT_TOO_MANY
 * @throws PdfError when the document cannot be read
 *
 * @example
 * lintBeforeSigning(openPdf(file))
 */
export const lintBeforeSigning = (doc: PdfDocument): void => {
  const visits = createVisits()
  const catalog = catalogOf(doc)
  refuseCatalog(doc, catalog)
  refuseOpenAction(doc, catalog, visits)
  refuseAdditionalActions(catalog)
  refuseHiddenLayers(doc, catalog)
  refuseForm(doc)
  for (const field of formFields(doc)) {
    refuseAdditionalActions(field.dictionary)
    refuseActions(doc, field.dictionary, visits)
  }
  refuseOutlineActions(doc, catalog, visits)
  for (const node of pageTreeNodes(doc)) {
    refuseAdditionalActions(node)
    refuseAnnotations(doc, node, visits)
    refuseExternalContent(doc, node, visits)
  }
}

const refuseCatalog = (doc: PdfDocument, catalog: Located<PdfDictionary>): void => {
  const names = ofKind(entry(doc, catalog, 'Names'), 'dictionary')
  if (names !== null && entry(doc, names, 'JavaScript') !== null) {
    throw new PadesError('ERR_PADES_LINT_JAVASCRIPT', 'the document holds JavaScript')
  }
  if (entry(doc, catalog, 'Collection') !== null) {
    throw new PadesError('ERR_PADES_LINT_PORTFOLIO', 'the document is a portfolio')
  }
}

const refuseForm = (doc: PdfDocument): void => {
  const form = acroFormOf(doc)
  if (form === null) return
  if (entry(doc, form, 'XFA') !== null) throw new PadesError('ERR_PADES_LINT_XFA', 'the document holds an XFA form')
  const redraw = entry(doc, form, 'NeedAppearances')
  if (redraw !== null && !(redraw.value.kind === 'boolean' && !redraw.value.value)) {
    throw new PadesError('ERR_PADES_LINT_NEED_APPEARANCES', 'viewers are asked to redraw the form')
  }
}
