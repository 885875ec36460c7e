import { typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import { requireFillingAllowed } from '../document/permissions.ts'
import { declareExtension } from '../field/developer-extension.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { remadeOnce } from '../revision/remade-once.ts'
import { createRevision, type Revision, referenceTo } from '../revision/revision.ts'
import type { Located, PdfDictionary } from '../syntax/value.ts'
import { securityStoreOf, storedValues, storeKinds, type ValidationData } from './read-security-store.ts'
import { type StoreReferences, storeValues } from './store-values.ts'

/**
 * One incremental update with the document security store (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4.2): the
 * bytes to append to the file; none when the file holds all of it already. Earlier values are never
 * dropped, and no value is written twice. The values are taken as they come: verify them before. What stands there
 * of single signatures (/VRI) stays too; nothing is added to that, which is optional (EN 319 142-1 5.4.2.3).
 *
 * No earlier signature forbids it: the store is no change in the sense of DocMDP, level 1 included
 * (ISO 32000-2 12.8.2.2.2). Acrobat was reported to judge otherwise for level 1.
 *
 * @throws PdfError ERR_PDF_PERMISSION, ERR_PDF_STRUCTURE, ERR_PDF_DUPLICATE_KEY, ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE,
 * ERR_PDF_STREAM_INVALID, ERR_PDF_FILTER_UNSUPPORTED and the codes of reading an object
 *
 * @example
 * const increment = appendSecurityStore(doc, { certificates, ocspResponses, crls: [] })
 */
export const appendSecurityStore = (doc: PdfDocument, input: ValidationData): Uint8Array => {
  requireFillingAllowed(doc)
  return remadeOnce(() => append(doc, input))
}

const append = (doc: PdfDocument, input: ValidationData): Uint8Array => {
  const revision = createRevision(doc)
  const store = securityStoreOf(doc)
  const added = storeValues(revision, store && storedValues(doc, store), input)
  if (!(store === null ? addStore(revision, added) : extendStore(revision, store, added))) return new Uint8Array(0)
  declareExtension(revision, 'archive')
  return revision.build().bytes
}

const addStore = (revision: Revision, added: StoreReferences): boolean => {
  const arrays = storeKinds.flatMap(({ kind, key }) =>
    added[kind].length === 0 ? [] : `/${key}[${added[kind].join(' ')}]`,
  )
  if (arrays.length === 0) return false
  revision.setEntry(catalogOf(revision.doc), 'DSS', referenceTo(revision.add([`<</Type/DSS${arrays.join('')}>>`])))
  return true
}

const extendStore = (revision: Revision, store: Located<PdfDictionary>, added: StoreReferences): boolean =>
  storeKinds.filter(({ kind, key }) => extendArray(revision, store, key, added[kind])).length > 0

/** Appends the references to the array of this kind; says whether there were any. */
const extendArray = (
  revision: Revision,
  store: Located<PdfDictionary>,
  key: string,
  references: readonly string[],
): boolean => {
  if (references.length === 0) return false
  const array = typedEntry(revision.doc, store, key, 'array')
  if (array === null) revision.setEntry(store, key, `[${references.join(' ')}]`)
  else revision.appendItems(array, references.join(' '))
  return true
}
