import type { ObjectSweep } from '@waarmerk/storage'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'

const day = 86_400_000

/**
 * Removes what nothing refers to: `pending` objects older than a day (a refused or lost attempt), and
 * files that never got a row. Live objects are never touched.
 */
export const sweepObjects = async (
  deps: Pick<Deps, 'db' | 'now'> & { objects: Deps['objects'] & ObjectSweep },
): Promise<void> => {
  const before = new Date(deps.now().getTime() - day)
  await deps.objects.discardUnfinished(before)
  const pending = await deps.db
    .selectFrom('object')
    .select('key')
    .where('state', '=', 'pending')
    .where('created_at', '<', sql<Date>`clock_timestamp() - interval '1 day'`)
    .execute()
  for (const { key } of pending) await discard(deps, key)
  for await (const key of deps.objects.list(before)) {
    const known = await deps.db.selectFrom('object').select('key').where('key', '=', key).executeTakeFirst()
    if (known === undefined) await deps.objects.delete(key)
  }
}

/** The row goes first: a crash in between leaves a file without a row, which the next sweep finds. */
const discard = async (deps: Pick<Deps, 'db' | 'objects'>, key: string): Promise<void> => {
  await deps.db.deleteFrom('prepared_document').where('object_key', '=', key).execute()
  const gone = await deps.db
    .deleteFrom('object')
    .where('key', '=', key)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  if (gone.numDeletedRows === 1n) await deps.objects.delete(key)
}
