import { typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import { requireFillingAllowed } from '../document/permissions.ts'
import { declareExtension } from '../field/developer-extension.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { createRevision, type Revision, referenceTo, referenceToObject } from '../revision/revision.ts'
import type { Located, PdfArray, PdfDictionary } from '../syntax/value.ts'
import { securityStoreOf, storedValues, storeKinds, type ValidationData } from './read-security-store.ts'
import {
  arrayEntry,
  type SignatureReferences,
  type SignatureValidationData,
  signatureEntries,
  signatureEntryText,
} from './signature-entries.ts'
import { type StoreReferences, storeValues } from './store-values.ts'

/** What is to be in the store afterwards. What is there already stays. */
export interface SecurityStoreInput extends ValidationData {
  /** Per signature; its values are added to the store too. Optional in PAdES. */
  readonly vri?: readonly SignatureValidationData[]
}

/**
 * One incremental update with the document security store (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4.2): the
 * bytes to append to the file; none when the file holds all of it already. Earlier values are never
 * dropped, and no value is written twice. The values are taken as they come: verify them before.
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
export const appendSecurityStore = (doc: PdfDocument, input: SecurityStoreInput): Uint8Array => {
  const { vri = [] } = input
  requireFillingAllowed(doc)
  const revision = createRevision(doc)
  const store = securityStoreOf(doc)
  const references = storeValues(revision, store && storedValues(doc, store), [input, ...vri])
  const signatures = signatureEntries(vri, references)
  const changed =
    store === null ? addStore(revision, references, signatures) : extendStore(revision, store, references, signatures)
  if (!changed) return new Uint8Array(0)
  declareExtension(revision, 'archive')
  return revision.build().bytes
}

type Signatures = ReadonlyMap<string, SignatureReferences>

const addStore = (revision: Revision, { added }: StoreReferences, signatures: Signatures): boolean => {
  const arrays = storeKinds.map(({ kind, store }) => arrayEntry(store, added[kind])).join('')
  if (arrays === '' && signatures.size === 0) return false
  const content = signatures.size === 0 ? arrays : `${arrays}/VRI${signaturesText(signatures)}`
  revision.setEntry(catalogOf(revision.doc), 'DSS', referenceTo(revision.add([`<</Type/DSS${content}>>`])))
  return true
}

const signaturesText = (signatures: Signatures): string =>
  `<<${Array.from(signatures, ([key, references]) => `/${key}${signatureEntryText(references)}`).join('')}>>`

const extendStore = (
  revision: Revision,
  store: Located<PdfDictionary>,
  { added }: StoreReferences,
  signatures: Signatures,
): boolean => {
  const { doc } = revision
  const arrays = storeKinds.filter(({ kind, store: key }) => extendArray(revision, store, key, added[kind]))
  if (signatures.size === 0) return arrays.length > 0
  const known = typedEntry(doc, store, 'VRI', 'dictionary')
  if (known === null) {
    revision.setEntry(store, 'VRI', signaturesText(signatures))
    return true
  }
  const entries = [...signatures].filter(([key, references]) => {
    const before = typedEntry(doc, known, key, 'dictionary')
    if (before !== null) return extendEntry(revision, before, references)
    revision.setEntry(known, key, signatureEntryText(references))
    return true
  })
  return arrays.length + entries.length > 0
}

const extendEntry = (revision: Revision, entry: Located<PdfDictionary>, references: SignatureReferences): boolean =>
  storeKinds.filter(({ kind, vri }) => extendArray(revision, entry, vri, references[kind])).length > 0

/** Appends the references that the array does not hold yet; says whether there were any. */
const extendArray = (
  revision: Revision,
  dictionary: Located<PdfDictionary>,
  key: string,
  references: readonly string[],
): boolean => {
  const array = typedEntry(revision.doc, dictionary, key, 'array')
  const held = array === null ? new Set<string>() : referencesIn(array)
  const fresh = references.filter((reference) => !held.has(reference))
  if (fresh.length === 0) return false
  if (array === null) revision.setEntry(dictionary, key, `[${fresh.join(' ')}]`)
  else revision.appendItems(array, fresh.join(' '))
  return true
}

const referencesIn = (array: Located<PdfArray>): Set<string> =>
  new Set(array.value.items.flatMap((item) => (item.kind === 'reference' ? referenceToObject(item) : [])))
