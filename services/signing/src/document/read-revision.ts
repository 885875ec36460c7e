import type { ObjectStore } from '@waarmerk/storage'
import type { Database } from '../database/schema.ts'
import { SigningError } from '../errors.ts'
import type { SignerSession } from '../identification/signer-session.ts'
import { type Revision, readRevisions } from './revision-store.ts'

/**
 * The revisions 0…n whose concatenation is the file asked for. A signer reads documents of the own
 * request only, from the frozen revision on.
 *
 * @throws {SigningError} ERR_DOCUMENT_UNKNOWN, the same whether it does not exist or is not theirs
 */
export const readableRevision = async (
  db: Database,
  { documentId, revision }: { readonly documentId: string; readonly revision: number },
  session: SignerSession | null,
): Promise<Revision[]> => {
  const revisions = await readRevisions(db, documentId)
  const asked = revisions.filter(({ number }) => number <= revision)
  const exists = asked.at(-1)?.number === revision
  if (!exists || (session !== null && !(await belongs(db, documentId, revision, session)))) {
    throw new SigningError('ERR_DOCUMENT_UNKNOWN', 'there is no such revision of a document')
  }
  return asked
}

const belongs = async (
  db: Database,
  documentId: string,
  revision: number,
  { requestId }: SignerSession,
): Promise<boolean> => {
  const row = await db
    .selectFrom('request_document')
    .select('content_revision')
    .where('document_id', '=', documentId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  return row?.content_revision != null && revision >= row.content_revision
}

/** The file's bytes, increment after increment; each is checked against its row's digest before it is sent. */
export async function* streamRevision(
  objects: ObjectStore,
  revisions: readonly Revision[],
): AsyncGenerator<Uint8Array> {
  for (const { objectKey, objectSize, objectSha256 } of revisions) {
    yield* objects.stream(objectKey, { expected: { size: objectSize, sha256: objectSha256 } })
  }
}
