/** Where a value stands: a byte span in the `bytes` of its {@link PdfObject}. */
interface Span {
  readonly start: number
  readonly end: number
}

/** ISO 32000-2 7.3.9. */
export interface PdfNull extends Span {
  readonly kind: 'null'
}
/** ISO 32000-2 7.3.2. */
export interface PdfBoolean extends Span {
  readonly kind: 'boolean'
  readonly value: boolean
}
/** ISO 32000-2 7.3.3. `value` is NaN for what looks like a number and is none; untouched, it stays byte-exact. */
export interface PdfNumber extends Span {
  readonly kind: 'number'
  readonly value: number
}
/** A string (ISO 32000-2 7.3.4), not decoded and not decrypted; see `stringBytes`. `bytes` is the array that the span counts in. */
export interface PdfString extends Span {
  readonly kind: 'string'
  readonly hexadecimal: boolean
  readonly bytes: Uint8Array
}
/** ISO 32000-2 7.3.5. `name` without the solidus, `#xx` decoded, one character per byte. */
export interface PdfName extends Span {
  readonly kind: 'name'
  readonly name: string
}
/** ISO 32000-2 7.3.10. It may lead nowhere. */
export interface PdfReference extends Span {
  readonly kind: 'reference'
  readonly number: number
  readonly generation: number
}
/** ISO 32000-2 7.3.6. */
export interface PdfArray extends Span {
  readonly kind: 'array'
  readonly items: readonly PdfValue[]
}
/** An entry of a dictionary, by its key. */
export interface PdfEntry {
  /** Position of the key's solidus. */
  readonly keyStart: number
  readonly value: PdfValue
}
/** ISO 32000-2 7.3.7. Keys without the solidus, `#xx` decoded. */
export interface PdfDictionary extends Span {
  readonly kind: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfEntry>
  /** A key stands twice: readers disagree about which counts (the last one is in `entries`). */
  readonly ambiguous: boolean
}

/** Any object of ISO 32000-2 7.3 but streams: those are a dictionary with `streamStart` beside it. */
export type PdfValue = PdfNull | PdfBoolean | PdfNumber | PdfString | PdfName | PdfReference | PdfArray | PdfDictionary

/** An indirect object as read from the file. Nothing about it is trusted beyond its syntax. */
export interface PdfObject {
  readonly number: number
  readonly generation: number
  /** The bytes in which all spans count. */
  readonly bytes: Uint8Array
  /** Position of `bytes[0]` in the file; null when the object lives in an object stream. */
  readonly position: number | null
  readonly value: PdfValue
  /** Position in the file of the first byte of stream data; null when it is no stream. */
  readonly streamStart: number | null
  /**
   * What the bytes of a string in this object stand for; null where strings are not encrypted.
   *
   * @throws PdfError ERR_PDF_ENCRYPTION_INVALID
   */
  readonly decryptString: ((bytes: Uint8Array) => Uint8Array) | null
}

/** A value and the indirect object that holds it. */
export interface Located<V extends PdfValue = PdfValue> {
  readonly object: PdfObject
  readonly value: V
}
