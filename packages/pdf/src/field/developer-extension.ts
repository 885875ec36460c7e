import { entry, integerEntry, nameEntry, ofKind, typedEntry } from '../document/access.ts'
import { catalogOf, pdfVersion } from '../document/catalog.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import type { Revision } from '../revision/revision.ts'
import type { Located } from '../syntax/value.ts'

/**
 * Levels of the ESIC extensions of PDF 1.7 (EN 319 142-1 5.1): 1 brought document time stamps and the
 * document security store, 2 the ETSI.CAdES.detached signature.
 */
const levels = { archive: 1, signature: 2 } as const

/**
 * Declares that the file uses the ETSI extensions of PDF 1.7 (ISO 32000-2 7.12, EN 319 142-1 5.1) and
 * raises its version to 1.7. PDF 2.0 has these signatures itself and declares nothing. A level that
 * is declared already is never lowered.
 */
export const declareExtension = (revision: Revision, use: keyof typeof levels): void => {
  const { doc } = revision
  const version = pdfVersion(doc)
  if (version >= '2.0') return
  const level = levels[use]
  const declaration = `<</BaseVersion/1.7/ExtensionLevel ${level}>>`
  const catalog = catalogOf(doc)
  if (version < '1.7') revision.setEntry(catalog, 'Version', '/1.7')
  const extensions = typedEntry(doc, catalog, 'Extensions', 'dictionary')
  if (extensions === null) revision.setEntry(catalog, 'Extensions', `<</ESIC${declaration}>>`)
  else if (!declares(doc, entry(doc, extensions, 'ESIC'), level)) revision.setEntry(extensions, 'ESIC', declaration)
}

/** An array of declarations (PDF 2.0) is taken as it is. */
const declares = (doc: PdfDocument, esic: Located | null, level: number): boolean => {
  const dictionary = ofKind(esic, 'dictionary')
  if (dictionary === null) return esic?.value.kind === 'array'
  return (
    nameEntry(doc, dictionary, 'BaseVersion') === '1.7' &&
    (integerEntry(doc, dictionary, 'ExtensionLevel') ?? 0) >= level
  )
}
