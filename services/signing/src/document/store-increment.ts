import type { ObjectStore } from '@waarmerk/storage'
import type { Database } from '../database/schema.ts'

/**
 * Stores an increment that nothing refers to yet. Its row says `pending`: unreadable until the
 * commit that turns it `live`; a sweeper takes what stays behind.
 */
export const storeIncrement = async (
  deps: { db: Database; objects: ObjectStore },
  bytes: Uint8Array,
): Promise<{ key: string; sha256: string }> => {
  const stored = await deps.objects.put(bytes)
  await deps.db
    .insertInto('object')
    .values({ key: stored.key, size: String(stored.size), sha256: stored.sha256, state: 'pending' })
    .execute()
  return { key: stored.key, sha256: stored.sha256 }
}
