import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { StreamBody } from '../revision/body.ts'
import { type Revision, referenceTo } from '../revision/revision.ts'
import { createStoreMeter, type StoredValue, storeKinds, type ValidationData } from './read-security-store.ts'

/** One of certificates, OCSP responses and CRLs. */
type StoreKind = keyof ValidationData

/** References to the values that were added, by kind. */
export type StoreReferences = Readonly<Record<StoreKind, readonly string[]>>

/**
 * Adds a stream for each value that is not among `stored`. Values are the same when their SHA-256 is.
 *
 * @throws PdfError ERR_PDF_TOO_MANY, ERR_PDF_TOO_LARGE
 */
export const storeValues = (
  revision: Revision,
  stored: Readonly<Record<StoreKind, readonly StoredValue[]>> | null,
  wanted: ValidationData,
): StoreReferences => {
  const take = createStoreMeter()
  const known = new Set<string>()
  const added: Record<StoreKind, string[]> = { certificates: [], ocspResponses: [], crls: [] }
  for (const { kind } of storeKinds) {
    for (const { data } of stored?.[kind] ?? []) {
      take(data.length)
      known.add(keyOf(kind, data))
    }
    for (const data of wanted[kind]) {
      const key = keyOf(kind, data)
      if (known.has(key)) continue
      take(data.length)
      known.add(key)
      added[kind].push(referenceTo(revision.add(streamBody(data))))
    }
  }
  return added
}

const keyOf = (kind: StoreKind, data: Uint8Array): string =>
  `${kind} ${createHash('sha256').update(data).digest('base64')}`

/** A stream, compressed where that makes it smaller. */
const streamBody = (data: Uint8Array): StreamBody => {
  const deflated = deflateSync(data)
  return deflated.length < data.length ? { entries: ['/Filter/FlateDecode'], data: deflated } : { entries: [], data }
}
