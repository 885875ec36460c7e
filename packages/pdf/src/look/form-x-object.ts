import { entry, item, ofKind } from '../document/access.ts'
import { findPage } from '../document/pages.ts'
import { openPdf, type PdfDocument } from '../file/open-pdf.ts'
import { PdfError } from '../pdf-error.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { createRevision } from '../revision/revision.ts'
import { latin1 } from '../syntax/characters.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { copyGraph, type PortableObject } from './portable-object.ts'

/**
 * The only page of a drawing as a form XObject (ISO 32000-2 8.10) with its resources. `box` and
 * `matrix` are PDF arrays.
 */
export const formXObject = (drawing: Uint8Array, box: string, matrix: string): PortableObject[] => {
  const source = bytesSource(drawing)
  const doc = openPdf(source)
  const { page } = findPage(doc, 1)
  const content = contentOf(doc, page)
  const data = doc.streamData(content.object)
  const keep = (from: Located<PdfDictionary>, key: string): string => {
    const value = from.value.entries.get(key)?.value
    return value === undefined ? '' : `/${key} ${latin1(from.object.bytes, value.start, value.end)}`
  }
  const entries = `/Type/XObject/Subtype/Form/BBox${box}/Matrix${matrix}${keep(page, 'Resources')}${keep(content, 'Filter')}`
  const revision = createRevision(doc)
  const number = revision.add({ entries: [entries], data })
  const whole = openPdf(concatSources([source, bytesSource(revision.build().bytes)]))
  return copyGraph(whole, whole.object(number) ?? noContent())
}

const contentOf = (doc: PdfDocument, page: Located<PdfDictionary>): Located<PdfDictionary> => {
  const contents = entry(doc, page, 'Contents')
  const array = ofKind(contents, 'array')
  const only = array !== null && array.value.items.length === 1 ? item(doc, array, 0) : contents
  return ofKind(only, 'dictionary') ?? noContent()
}

const noContent = (): never => {
  throw new PdfError('ERR_PDF_STRUCTURE', 'a drawing has no single content stream')
}
