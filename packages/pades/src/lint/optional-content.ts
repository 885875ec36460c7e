import { entry, type Located, nameEntry, ofKind, type PdfDictionary, type PdfDocument } from '@waarmerk/pdf'
import { PadesError } from '../pades-error.ts'

/**
 * Layers (ISO 32000-2 8.11.4): all are shown, and none changes with screen, print or zoom.
 *
 * @throws PadesError ERR_PADES_LINT_OPTIONAL_CONTENT
 */
export const refuseHiddenLayers = (doc: PdfDocument, catalog: Located<PdfDictionary>): void => {
  const properties = ofKind(entry(doc, catalog, 'OCProperties'), 'dictionary')
  const configuration = properties && ofKind(entry(doc, properties, 'D'), 'dictionary')
  if (configuration === null) return
  const hidden = (nameEntry(doc, configuration, 'BaseState') ?? 'ON') !== 'ON'
  if (hidden || ['OFF', 'AS'].some((key) => holdsItems(doc, configuration, key))) {
    throw new PadesError('ERR_PADES_LINT_OPTIONAL_CONTENT', 'the document has layers that are hidden or change')
  }
}

const holdsItems = (doc: PdfDocument, dictionary: Located<PdfDictionary>, key: string): boolean =>
  (ofKind(entry(doc, dictionary, key), 'array')?.value.items.length ?? 0) > 0
