/** Bytes to store: whole, or as a stream (a request body). */
export type ObjectSource = Uint8Array | AsyncIterable<Uint8Array>

/** What was stored. All three belong in the database row. */
export interface StoredObject {
  /** Random, at least 128 bits, unguessable; given by the store. */
  readonly key: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 of the bytes, base64url without padding (43 characters). */
  readonly sha256: string
}

/** What the database row says the bytes are. */
export type ExpectedObject = Pick<StoredObject, 'size' | 'sha256'>

/** A stretch of an object, in bytes. */
export interface ObjectRange {
  readonly position: number
  readonly length: number
}

/** An object opened for random access. The shape of the PDF engine's `RandomAccess`, plus `close`. */
export interface ObjectHandle {
  /** Bytes. */
  readonly size: number
  /**
   * Exactly `length` bytes from `position`, synchronously.
   *
   * @throws StorageError `ERR_STORAGE_OBJECT_RANGE`
   */
  read(position: number, length: number): Uint8Array
  /** Fills `target` from `position`: what reads a whole file needs no new memory for every piece. Errors as {@link read}. */
  readInto(position: number, target: Uint8Array): void
  /** Harmless twice; a read afterwards is a TypeError. */
  close(): void
  [Symbol.dispose](): void
}

/**
 * Port: bytes under random keys, streamed in, written once, never changed. An object means nothing by
 * itself: a database row makes it `live`, and holds the size and SHA-256 against which reading checks it.
 * Never called inside a database transaction (TypeError).
 */
export interface ObjectStore {
  /**
   * Stores the bytes; when this resolves they are on disk to stay. A source that fails, or is larger than
   * `maxBytes`, leaves nothing.
   *
   * @throws StorageError `ERR_STORAGE_OBJECT_TOO_LARGE`, `ERR_STORAGE_OBJECT_NOT_WRITTEN`; what the source throws.
   */
  put(source: ObjectSource, options?: { readonly maxBytes?: number }): Promise<StoredObject>
  /**
   * Opens an object. With `expected` it first reads everything and compares; without it the bytes are untrusted.
   *
   * @throws StorageError `ERR_STORAGE_OBJECT_MISSING`, `ERR_STORAGE_OBJECT_DAMAGED`, `ERR_STORAGE_OBJECT_KEY_INVALID`
   */
  open(key: string, expected?: ExpectedObject): Promise<ObjectHandle>
  /**
   * Gives the bytes in chunks of at most 256 KiB. With `expected`, not one byte leaves before all were compared.
   *
   * @throws StorageError as `open`, and `ERR_STORAGE_OBJECT_RANGE`, when the first chunk is asked for.
   */
  stream(
    key: string,
    options?: { readonly expected?: ExpectedObject; readonly range?: ObjectRange },
  ): AsyncIterable<Uint8Array>
  /** Removes an object; harmless when it is gone. */
  delete(key: string): Promise<void>
}

/** Port of the sweeper: what crashes leave behind. Knows nothing of rows: the caller decides what is an orphan. */
export interface ObjectSweep {
  /** Keys of the objects written before a moment. */
  list(writtenBefore: Date): AsyncIterable<string>
  /** Removes unfinished uploads last written before a moment; gives their number. */
  discardUnfinished(writtenBefore: Date): Promise<number>
}
