import type { PdfDictionary } from '../syntax/value.ts'

/** Where an object is, ISO 32000-2 7.5.4 and 7.5.8.3. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly stream: number; readonly index: number }

/** One section of the /Prev chain. Entries are decoded when asked for, none is kept. */
export interface XrefSection {
  readonly kind: 'table' | 'stream'
  readonly trailer: Trailer
  /** Object numbers in this section are below this. */
  readonly end: number
  /** The entry, or null when this section says nothing about the object. */
  find(number: number): XrefEntry | null
}

/** A trailer dictionary and the bytes its spans count in. */
export interface Trailer {
  readonly dictionary: PdfDictionary
  readonly bytes: Uint8Array
}
