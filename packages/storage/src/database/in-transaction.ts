import type { Kysely, Transaction } from 'kysely'
import { runInsideTransaction } from './transaction-scope.ts'

export type { Transaction } from 'kysely'

/**
 * Runs `work` in one database transaction: commits when it resolves, rolls back when it rejects.
 *
 * Functions that must be part of a transaction take a {@link Transaction}, which a plain handle is not
 * assignable to. Inside, only `trx` may be used: the handle and the object store refuse (TypeError), and
 * nothing slow (HTTP, time stamp, key) belongs there.
 *
 * @example
 * await inTransaction(db, async (trx) => {
 *   await requests.close(trx, id)
 *   await events.append(trx, { type: 'request-closed', id })
 * })
 */
export function inTransaction<Schema, Result>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute((trx) => runInsideTransaction(() => work(trx)))
}
