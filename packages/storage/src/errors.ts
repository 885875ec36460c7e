import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws, with who must act. */
export const storageErrorKinds = {
  /** Another process has the embedded database's directory open. */
  ERR_STORAGE_DATABASE_LOCKED: 'upstream',
  /** The database cannot be reached or refuses the connection. */
  ERR_STORAGE_DATABASE_UNAVAILABLE: 'upstream',
  /** A migration failed; nothing of that run was kept. */
  ERR_STORAGE_MIGRATION_FAILED: 'defect',
  /** An object is larger than its caller allows. */
  ERR_STORAGE_OBJECT_TOO_LARGE: 'caller',
  /** An object could not be written: disk full, no permission. */
  ERR_STORAGE_OBJECT_NOT_WRITTEN: 'upstream',
  /** A key that this store never gave out. */
  ERR_STORAGE_OBJECT_KEY_INVALID: 'defect',
  /** No object has this key (any more). */
  ERR_STORAGE_OBJECT_MISSING: 'defect',
  /** Size or SHA-256 of an object is not what its database row says. */
  ERR_STORAGE_OBJECT_DAMAGED: 'defect',
  /** A read outside the object. */
  ERR_STORAGE_OBJECT_RANGE: 'defect',
} as const satisfies Record<string, ErrorKind>

/** One of the codes in {@link storageErrorKinds}. */
export type StorageErrorCode = keyof typeof storageErrorKinds

/** A failure of the database or the object store. Holds no row values, no URLs, no document bytes. */
export class StorageError extends CodedError<StorageErrorCode> {
  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(code, storageErrorKinds[code], message, options)
  }
}
