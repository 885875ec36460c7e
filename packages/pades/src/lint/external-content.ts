import { entry, follow, item, type Located, ofKind, type PdfDictionary, type PdfDocument } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'
import type { Visits } from './visits.ts'

/** External file data (ISO 32000-2 7.3.8.2), reference XObjects (8.10.4), OPI proxies (14.11.7). */
const external = ['F', 'Ref', 'OPI']

/**
 * What a page shows is in the file: its content streams, and the XObjects it names itself.
 *
 * @throws PadesError ERR_PADES_LINT_EXTERNAL_REFERENCE, ERR_PADES_LINT_TOO_MANY
 */
export const refuseExternalContent = (doc: PdfDocument, page: Located<PdfDictionary>, visits: Visits): void => {
  for (const stream of [...contentsOf(doc, page), ...xObjectsOf(doc, page)]) {
    if (stream === null || !visits.first('stream', stream)) continue
    if (external.some((key) => stream.value.entries.has(key))) {
      throw new PadesError('ERR_PADES_LINT_EXTERNAL_REFERENCE', 'a page shows something that is not in the file')
    }
  }
}

function* contentsOf(doc: PdfDocument, page: Located<PdfDictionary>): Generator<Located<PdfDictionary> | null> {
  const contents = entry(doc, page, 'Contents')
  const array = ofKind(contents, 'array')
  if (array === null) yield ofKind(contents, 'dictionary')
  else for (const index of array.value.items.keys()) yield ofKind(item(doc, array, index), 'dictionary')
}

function* xObjectsOf(doc: PdfDocument, page: Located<PdfDictionary>): Generator<Located<PdfDictionary> | null> {
  const resources = ofKind(entry(doc, page, 'Resources'), 'dictionary')
  const xObjects = resources && ofKind(entry(doc, resources, 'XObject'), 'dictionary')
  if (xObjects === null) return
  for (const { value } of xObjects.value.entries.values())
    yield ofKind(follow(doc, xObjects.object, value), 'dictionary')
}
