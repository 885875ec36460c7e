import type { Database, Trx } from '../database/schema.ts'

/** A revision and where its increment is kept. */
export interface Revision {
  readonly number: number
  readonly kind: 'upload' | 'content' | 'signature'
  readonly objectKey: string
  /** Bytes of the increment alone. */
  readonly objectSize: number
  /** SHA-256 of the increment alone, base64url. */
  readonly objectSha256: string
  /** Bytes of the whole file. */
  readonly size: number
  /** SHA-256 of the whole file, base64url. */
  readonly sha256: string
  readonly createdAt: Date
}

/** The committed revisions of a document, oldest first; empty when there is no such document. */
export const readRevisions = async (db: Database | Trx, documentId: string): Promise<Revision[]> => {
  const rows = await db
    .selectFrom('revision')
    .innerJoin('object', 'object.key', 'revision.object_key')
    .select([
      'number',
      'kind',
      'object_key',
      'object.size as object_size',
      'object.sha256 as object_sha256',
      'revision.size',
      'revision.sha256',
      'revision.created_at',
    ])
    .where('document_id', '=', documentId)
    .where('object.state', '=', 'live')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind,
    objectKey: row.object_key,
    objectSize: Number(row.object_size),
    objectSha256: row.object_sha256,
    size: Number(row.size),
    sha256: row.sha256,
    createdAt: row.created_at,
  }))
}

/** What is needed to append a revision. */
export interface NewRevision {
  readonly documentId: string
  readonly number: number
  readonly kind: 'content' | 'signature'
  readonly objectKey: string
  readonly size: number
  readonly sha256: string
}

/**
 * Appends a revision and moves the head, if the head is still the revision before it.
 *
 * @returns false when the head had moved; nothing is written then
 */
export const appendRevision = async (trx: Trx, revision: NewRevision): Promise<boolean> => {
  const moved = await trx
    .updateTable('document')
    .set({ head: revision.number })
    .where('id', '=', revision.documentId)
    .where('head', '=', revision.number - 1)
    .executeTakeFirst()
  if (moved.numUpdatedRows !== 1n) return false
  await trx
    .insertInto('revision')
    .values({
      document_id: revision.documentId,
      number: revision.number,
      kind: revision.kind,
      object_key: revision.objectKey,
      size: String(revision.size),
      sha256: revision.sha256,
    })
    .execute()
  await trx.updateTable('object').set({ state: 'live' }).where('key', '=', revision.objectKey).execute()
  return true
}
