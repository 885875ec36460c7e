import { randomUUID } from 'node:crypto'
import { openPdf } from '@waarmerk/pdf'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Deps } from '../deps.ts'
import { openIncrements } from './open-document.ts'
import { type Revision, readRevisions } from './revision-store.ts'

/**
 * Stores an uploaded PDF as revision 0. The bytes are streamed to the object store while hashed; a
 * file the engine cannot open is refused at once and leaves nothing.
 *
 * @throws {PdfError} why the engine cannot open it
 * @throws {StorageError} when it is larger than the limit
 */
export const uploadDocument = async (
  deps: Pick<Deps, 'db' | 'objects' | 'limits'>,
  body: AsyncIterable<Uint8Array>,
): Promise<{ id: string; head: Revision }> => {
  const stored = await deps.objects.put(body, { maxBytes: deps.limits.documentBytes })
  try {
    using file = await openIncrements(deps.objects, [
      { objectKey: stored.key, objectSize: stored.size, objectSha256: stored.sha256 },
    ])
    openPdf(file.source, { recover: false })
  } catch (error) {
    await deps.objects.delete(stored.key)
    throw error
  }
  const id = randomUUID()
  const size = String(stored.size)
  await inTransaction(deps.db, async (trx) => {
    await trx.insertInto('object').values({ key: stored.key, size, sha256: stored.sha256, state: 'live' }).execute()
    await trx.insertInto('document').values({ id, head: 0 }).execute()
    await trx
      .insertInto('revision')
      .values({ document_id: id, number: 0, kind: 'upload', object_key: stored.key, size, sha256: stored.sha256 })
      .execute()
    await recordEvent(trx, { type: 'document.uploaded' })
  })
  const [head] = await readRevisions(deps.db, id)
  if (head === undefined) throw new TypeError('a committed revision is gone')
  return { id, head }
}
