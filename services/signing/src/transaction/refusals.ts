import { CodedError } from '@waarmerk/coded-error'
import { inTransaction } from '@waarmerk/storage'
import { withReference } from '../audit/reference.ts'
import type { Deps } from '../deps.ts'
import { failTransaction, recordRefusal, type TransactionRow } from './transaction-store.ts'

/** A refusal that leaves the transaction as it is, as one event. */
export const keepingOpen = async <Result>(
  deps: Pick<Deps, 'db'>,
  row: TransactionRow,
  act: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await act()
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'ERR_DEFECT'
    throw withReference(error, await inTransaction(deps.db, (trx) => recordRefusal(trx, row, code)))
  }
}

/** A refusal that closes the transaction, as one event. */
export const closing = async <Result>(
  deps: Pick<Deps, 'db'>,
  row: TransactionRow,
  from: readonly ('open' | 'redeeming')[],
  act: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await act()
  } catch (error) {
    const { code, kind } = error instanceof CodedError ? error : { code: 'ERR_DEFECT', kind: 'defect' as const }
    const reference = await failTransaction(deps.db, row, { code, kind }, from)
    throw reference === null ? error : withReference(error, reference)
  }
}
