import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { StreamBody } from '../revision/body.ts'
import { type Revision, referenceTo, referenceToObject } from '../revision/revision.ts'
import { createStoreMeter, type StoredValue, storeKinds, type ValidationData } from './read-security-store.ts'

/** One of certificates, OCSP responses and CRLs. */
export type StoreKind = keyof ValidationData

/** Where the values of a store stand. */
export interface StoreReferences {
  /** References that were added, by kind. */
  readonly added: Readonly<Record<StoreKind, readonly string[]>>
  /** The reference of a value that was stored, now or before. */
  referenceOf(kind: StoreKind, data: Uint8Array): string
}

/**
 * Adds a stream for each value that is not among `stored`. Values are the same when their SHA-256 is.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE
 */
export const storeValues = (
  revision: Revision,
  stored: Readonly<Record<StoreKind, readonly StoredValue[]>> | null,
  wanted: readonly ValidationData[],
): StoreReferences => {
  const take = createStoreMeter()
  const known = new Map<string, string>()
  const added: Record<StoreKind, string[]> = { certificates: [], ocspResponses: [], crls: [] }
  for (const { kind } of storeKinds) {
    for (const { object, data } of stored?.[kind] ?? []) {
      take(data.length)
      known.set(keyOf(kind, data), referenceToObject(object))
    }
    for (const data of wanted.flatMap((values) => values[kind])) {
      const key = keyOf(kind, data)
      if (known.has(key)) continue
      take(data.length)
      const reference = referenceTo(revision.add(streamBody(data)))
      known.set(key, reference)
      added[kind].push(reference)
    }
  }
  return { added, referenceOf: (kind, data) => known.get(keyOf(kind, data)) as string }
}

const keyOf = (kind: StoreKind, data: Uint8Array): string =>
  `${kind} ${createHash('sha256').update(data).digest('base64')}`

/** A stream, compressed where that makes it smaller. */
const streamBody = (data: Uint8Array): StreamBody => {
  const deflated = deflateSync(data)
  return deflated.length < data.length ? { entries: ['/Filter/FlateDecode'], data: deflated } : { entries: [], data }
}
