import type { Deps } from '../deps.ts'
import { signAuthorised } from './sign-authorised.ts'

/**
 * Finishes what a crash or a busy authority left behind. Any instance may do it at any time:
 * every step is compare-and-set. Called at start and every few seconds; one that fails does not hold up the next.
 */
export const resumeTransactions = async (deps: Deps): Promise<void> => {
  const authorised = await deps.db
    .selectFrom('signing_transaction')
    .select('id')
    .where('status', '=', 'authorised')
    .execute()
  for (const { id } of authorised) await deps.background(signAuthorised(deps, id))
}
