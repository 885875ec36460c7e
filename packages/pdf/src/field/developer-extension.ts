import { entry, integerEntry, itemsIn, nameEntry, ofKind, typedEntry } from '../document/access.ts'
import { catalogOf, pdfVersion } from '../document/catalog.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import type { Body } from '../revision/body.ts'
import type { Revision } from '../revision/revision.ts'
import type { Located } from '../syntax/value.ts'

/**
 * Levels of the ESIC extensions of PDF 1.7 (EN 319 142-1 5.1): 1 brought document time stamps and the
 * document security store, 2 the ETSI.CAdES.detached signature.
 */
const levels = { archive: 1, signature: 2 } as const

/**
 * Declares what the file uses beside its version (ISO 32000-2 7.12). A signature by an Edwards curve needs PDF 2.0 and
 * its extension; any other use below PDF 2.0 needs PDF 1.7 and those of ETSI (EN 319 142-1 5.1). PDF 2.0 has the signatures
 * themselves. The version is raised where it must be, and a declaration that is there is never dropped or lowered.
 *
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_DUPLICATE_KEY and the codes of reading an object
 */
export const declareExtension = (revision: Revision, use: keyof typeof levels, edwards = false): void => {
  if (edwards) declareEdwards(revision)
  else if (pdfVersion(revision.doc) < '2.0') declareEtsi(revision, levels[use])
}

const declareEtsi = (revision: Revision, level: number): void => {
  const { doc } = revision
  const declaration = `<</BaseVersion/1.7/ExtensionLevel ${level}>>`
  const catalog = catalogOf(doc)
  if (pdfVersion(doc) < '1.7') revision.setEntry(catalog, 'Version', '/1.7')
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

/** ISO/TS 32002:2022, Ed25519 and Ed448 in PDF 2.0. Extensions of ISO are told apart by their levels, each an item. */
const edwardsLevel = 32_002
const edwardsDeclaration: Body = [
  `<</Type/DeveloperExtensions/BaseVersion/2.0/ExtensionLevel ${edwardsLevel}/ExtensionRevision`,
  { text: ':2022' },
  '>>',
]

const declareEdwards = (revision: Revision): void => {
  const { doc } = revision
  const catalog = catalogOf(doc)
  if (pdfVersion(doc) < '2.0') revision.setEntry(catalog, 'Version', '/2.0')
  const extensions = typedEntry(doc, catalog, 'Extensions', 'dictionary')
  const known = extensions && entry(doc, extensions, 'ISO_')
  const array = ofKind(known, 'array')
  const single = ofKind(known, 'dictionary')
  const declared = array === null ? [single] : itemsIn(doc, array, 'dictionary')
  if (declared.some((one) => one !== null && integerEntry(doc, one, 'ExtensionLevel') === edwardsLevel)) return
  if (extensions === null) revision.setEntry(catalog, 'Extensions', ['<</ISO_[', ...edwardsDeclaration, ']>>'])
  else if (array !== null) revision.appendItems(array, edwardsDeclaration)
  else if (single !== null) revision.extendEntry(extensions, 'ISO_', edwardsDeclaration)
  else revision.setEntry(extensions, 'ISO_', ['[', ...edwardsDeclaration, ']'])
}
