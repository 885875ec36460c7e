import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { failTransaction } from '../transaction/transaction-store.ts'
import { signAuthorised } from './sign-authorised.ts'

/**
 * Finishes what a crash or a busy authority left behind. Any instance may do it at any time:
 * every step is compare-and-set. Called at start and every few seconds.
 */
export const resumeTransactions = async (deps: Deps): Promise<void> => {
  await closeOverdue(deps)
  const authorised = await deps.db
    .selectFrom('signing_transaction')
    .select('id')
    .where('status', '=', 'authorised')
    .execute()
  for (const { id } of authorised) await signAuthorised(deps, id)
  await pruneKeks(deps)
}

/** Database time decides: `open` after its end has expired, `redeeming` without a token is lost. */
const closeOverdue = async (deps: Deps): Promise<void> => {
  const overdue = await deps.db
    .selectFrom('signing_transaction')
    .select(['id', 'signer_id', 'status'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('status', '=', 'open'), eb('expires_at', '<', sql<Date>`clock_timestamp()`)]),
        and([
          eb('status', '=', 'redeeming'),
          eb(
            'redeeming_at',
            '<',
            sql<Date>`clock_timestamp() - make_interval(secs => ${deps.limits.redeemingSeconds})`,
          ),
        ]),
      ]),
    )
    .execute()
  for (const row of overdue) {
    const open = row.status === 'open'
    const failure = { code: open ? 'ERR_TRANSACTION_EXPIRED' : 'ERR_AUTHORISATION_LOST', kind: 'person' as const }
    await failTransaction(deps.db, row, failure, [open ? 'open' : 'redeeming'])
  }
}

/** A KEK goes once its day is over and no live transaction names it, so that backups hold nothing usable. */
const pruneKeks = async (deps: Deps): Promise<void> => {
  const rows = await deps.db
    .selectFrom('signing_transaction')
    .select('kek')
    .distinct()
    .where('wrapped_key', 'is not', null)
    .execute()
  const live = rows.flatMap(({ kek }) => kek ?? [])
  deps.keks.prune(deps.now().toISOString().slice(0, 10), live)
}
