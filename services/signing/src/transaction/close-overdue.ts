import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { signingErrorKinds } from '../errors.ts'
import { failTransaction } from './transaction-store.ts'

/**
 * Closes what time has ended; the database's clock decides. `open` after its end has expired, `redeeming` without a
 * token is lost, `authorised` without a signature after the grace is too late.
 */
export const closeOverdue = async (deps: Pick<Deps, 'db' | 'limits'>): Promise<void> => {
  const overdue = await deps.db
    .selectFrom('signing_transaction')
    .select(['id', 'signer_id', 'status'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('status', '=', 'open'), eb('expires_at', '<', sql<Date>`clock_timestamp()`)]),
        and([
          eb('status', '=', 'authorised'),
          eb('expires_at', '<', sql<Date>`clock_timestamp() - make_interval(secs => ${deps.limits.graceSeconds})`),
        ]),
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
    if (isEnding(row.status)) await failTransaction(deps.db, row, endings[row.status], [row.status])
  }
}

/** How a transaction ends whose time is over, by where it was. */
const endings = {
  open: { code: 'ERR_TRANSACTION_EXPIRED', kind: signingErrorKinds.ERR_TRANSACTION_EXPIRED },
  redeeming: { code: 'ERR_AUTHORISATION_LOST', kind: signingErrorKinds.ERR_AUTHORISATION_LOST },
  authorised: { code: 'ERR_SIGNING_TIMEOUT', kind: signingErrorKinds.ERR_SIGNING_TIMEOUT },
} as const

const isEnding = (status: string): status is keyof typeof endings => Object.hasOwn(endings, status)
