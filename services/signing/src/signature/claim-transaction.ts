import { sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { TransactionRow } from '../transaction/transaction-store.ts'

/**
 * Takes an authorised transaction for this instance, for a while. The lease is only for economy: two
 * instances that both sign would meet at the compare-and-set of the commit.
 *
 * @returns null when it is not authorised (any more), its time is over, or another instance is at it
 */
export const claimTransaction = async (
  db: Database,
  id: string,
  { leaseSeconds, graceSeconds }: { readonly leaseSeconds: number; readonly graceSeconds: number },
): Promise<TransactionRow | null> => {
  const row = await db
    .updateTable('signing_transaction')
    .set({ lease_until: sql`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
    .where('id', '=', id)
    .where('status', '=', 'authorised')
    .where('expires_at', '>=', sql<Date>`clock_timestamp() - make_interval(secs => ${graceSeconds})`)
    .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<', sql<Date>`clock_timestamp()`)]))
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** Gives it back, to be tried again after a while. */
export const releaseTransaction = async (db: Database, id: string, afterSeconds: number): Promise<void> => {
  await db
    .updateTable('signing_transaction')
    .set({ lease_until: sql`clock_timestamp() + make_interval(secs => ${afterSeconds})` })
    .where('id', '=', id)
    .where('status', '=', 'authorised')
    .execute()
}
