import type { Deps } from '../deps.ts'

/** Longer than anyone takes between choosing the day's key and storing what it sealed. */
const margin = 3_600_000

/** A KEK goes once its day is over and no live transaction names it, so that backups hold nothing usable. */
export const pruneKeks = async (deps: Pick<Deps, 'db' | 'keks' | 'now'>): Promise<void> => {
  const rows = await deps.db
    .selectFrom('signing_transaction')
    .select('kek')
    .distinct()
    .where('wrapped_key', 'is not', null)
    .execute()
  const day = new Date(deps.now().getTime() - margin).toISOString().slice(0, 10)
  deps.keks.prune(
    day,
    rows.flatMap(({ kek }) => kek ?? []),
  )
}
