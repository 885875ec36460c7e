import { AsyncLocalStorage } from 'node:async_hooks'

const scope = new AsyncLocalStorage<true>()

/** Runs `work` marked as the inside of a database transaction. */
export function runInsideTransaction<T>(work: () => Promise<T>): Promise<T> {
  return scope.run(true, work)
}

/**
 * Stops what would hang or break atomicity inside a database transaction.
 * PGlite has one connection: awaiting the database handle inside a transaction would wait for ever,
 * and PostgreSQL would hide that same mistake by running the query outside the transaction.
 *
 * @throws TypeError: a programmer's mistake, not a condition to handle.
 */
export function refuseInsideTransaction(act: string): void {
  if (scope.getStore()) throw new TypeError(`${act} inside a database transaction: use only the transaction there`)
}
