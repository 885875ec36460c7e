import { item, ofKind, typedEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import type { PdfDocument } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { PdfError } from '../pdf-error.ts'
import type { Located, PdfDictionary, PdfObject } from '../syntax/value.ts'

/** What is needed to validate signatures later. Each value is DER. */
export interface ValidationData {
  readonly certificates: readonly Uint8Array[]
  /** Whole OCSP responses (RFC 6960 OCSPResponse). */
  readonly ocspResponses: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
}

/**
 * The document security store as it stands in the file. Nothing in it is parsed or verified. What /VRI says of single
 * signatures is not read.
 */
export type SecurityStore = ValidationData

/** The three kinds of values, with their keys in /DSS (ISO 32000-2 table 261). */
export const storeKinds = [
  { kind: 'certificates', key: 'Certs' },
  { kind: 'ocspResponses', key: 'OCSPs' },
  { kind: 'crls', key: 'CRLs' },
] as const satisfies readonly { kind: keyof ValidationData; key: string }[]

/** A value of the store and the stream that holds it. */
export interface StoredValue {
  readonly object: PdfObject
  readonly data: Uint8Array
}

/**
 * The document security store (ISO 32000-2 12.8.4.3, EN 319 142-1 5.4.2), or null when there is none.
 * Untrusted: whoever appended to the file may have written it.
 *
 * @throws PdfError ERR_PDF_STRUCTURE, ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE, ERR_PDF_STREAM_INVALID,
 * ERR_PDF_FILTER_UNSUPPORTED and the codes of reading an object
 *
 * @example
 * const certificates = readSecurityStore(doc)?.certificates ?? []
 */
export const readSecurityStore = (doc: PdfDocument): SecurityStore | null => {
  const store = securityStoreOf(doc)
  if (store === null) return null
  const { certificates, ocspResponses, crls } = storedValues(doc, store)
  const data = (values: readonly StoredValue[]): Uint8Array[] => values.map((value) => value.data)
  return {
    certificates: data(certificates),
    ocspResponses: data(ocspResponses),
    crls: data(crls),
  }
}

/** The /DSS dictionary. */
export const securityStoreOf = (doc: PdfDocument): Located<PdfDictionary> | null =>
  typedEntry(doc, catalogOf(doc), 'DSS', 'dictionary')

/** All values of a store by kind, within the bounds on number and size. */
export const storedValues = (
  doc: PdfDocument,
  store: Located<PdfDictionary>,
): Record<keyof ValidationData, StoredValue[]> => {
  const found: Record<keyof ValidationData, StoredValue[]> = { certificates: [], ocspResponses: [], crls: [] }
  const take = createStoreMeter()
  for (const { kind, key } of storeKinds) {
    const array = typedEntry(doc, store, key, 'array')
    for (const index of array?.value.items.keys() ?? []) {
      const value = array && item(doc, array, index)
      if (value === null) continue
      const stream = ofKind(value, 'dictionary')?.object
      if (stream?.value !== value.value || stream.streamStart === null) {
        throw new PdfError('ERR_PDF_STRUCTURE', 'what stands in the security store is no stream')
      }
      const data = doc.decodedData(stream)
      take(data.length)
      found[kind].push({ object: stream, data })
    }
  }
  return found
}

/**
 * Counts the values of one store.
 *
 * @throws PdfError from what it gives: ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE
 */
export const createStoreMeter = (): ((bytes: number) => void) => {
  let items = 0
  let bytes = 0
  return (length) => {
    items += 1
    bytes += length
    if (items > limits.storeItems) throw new PdfError('ERR_PDF_TOO_MANY', 'too many values in the security store')
    if (bytes > limits.storeBytes) throw new PdfError('ERR_PDF_TOO_LARGE', 'the security store is too large')
  }
}
