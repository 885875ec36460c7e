import { createHash } from 'node:crypto'
import { storeKinds, type ValidationData } from './read-security-store.ts'
import type { StoreKind, StoreReferences } from './store-values.ts'

/** Validation data of one signature or document time stamp, for /VRI (ISO 32000-2 table 262). */
export interface SignatureValidationData extends ValidationData {
  /** The decoded /Contents of the signature, with all its padding. */
  readonly contents: Uint8Array
}

/** The references that belong to one signature, by kind. */
export type SignatureReferences = Readonly<Record<StoreKind, readonly string[]>>

/** Entries of /VRI by key: upper-case hexadecimal SHA-1 of /Contents. One key given twice is one entry. */
export const signatureEntries = (
  vri: readonly SignatureValidationData[],
  { referenceOf }: StoreReferences,
): Map<string, SignatureReferences> => {
  const entries = new Map<string, SignatureReferences>()
  for (const values of vri) {
    const key = createHash('sha1').update(values.contents).digest('hex').toUpperCase()
    const before = entries.get(key)
    const references = (kind: StoreKind): string[] => [
      ...new Set([...(before?.[kind] ?? []), ...values[kind].map((data) => referenceOf(kind, data))]),
    ]
    entries.set(key, {
      certificates: references('certificates'),
      ocspResponses: references('ocspResponses'),
      crls: references('crls'),
    })
  }
  return entries
}

/** The dictionary of one entry. */
export const signatureEntryText = (references: SignatureReferences): string =>
  `<</Type/VRI${storeKinds.map(({ kind, vri }) => arrayEntry(vri, references[kind])).join('')}>>`

/** An array of references with its key, or nothing when there are none. */
export const arrayEntry = (key: string, references: readonly string[]): string =>
  references.length === 0 ? '' : `/${key}[${references.join(' ')}]`
