import { concatSources, type RandomAccess } from '@waarmerk/pdf'
import { type ObjectStore, StorageError } from '@waarmerk/storage'
import { SigningError } from '../errors.ts'
import type { Revision } from './revision-store.ts'

/** A file made of stored increments, read by position. Close it. */
export interface OpenedDocument extends Disposable {
  readonly source: RandomAccess
}

/** What to open: a stored object and the digest its row claims. */
export interface StoredIncrement {
  readonly objectKey: string
  /** Bytes of this increment. */
  readonly objectSize: number
  /** SHA-256 of this increment, base64url. */
  readonly objectSha256: string
}

/**
 * Opens the concatenation of increments. Each increment's SHA-256 is checked against its row first,
 * so that a changed object is found before anything is shown, prepared or signed.
 *
 * @throws {SigningError} ERR_OBJECT_CORRUPT
 */
export const openIncrements = async (
  objects: ObjectStore,
  increments: readonly StoredIncrement[],
): Promise<OpenedDocument> => {
  const opened: Awaited<ReturnType<ObjectStore['open']>>[] = []
  const dispose = () => {
    for (const handle of opened) handle.close()
  }
  try {
    for (const { objectKey, objectSize, objectSha256 } of increments) {
      opened.push(await objects.open(objectKey, { size: objectSize, sha256: objectSha256 }))
    }
  } catch (cause) {
    dispose()
    if (!(cause instanceof StorageError)) throw cause
    throw new SigningError('ERR_OBJECT_CORRUPT', 'a stored increment is missing or not what was stored', { cause })
  }
  return { source: concatSources(opened), [Symbol.dispose]: dispose }
}

/** Opens a document as it was at one revision. */
export const openRevision = (
  objects: ObjectStore,
  revisions: readonly Revision[],
  number: number,
): Promise<OpenedDocument> =>
  openIncrements(
    objects,
    revisions.filter((revision) => revision.number <= number),
  )
