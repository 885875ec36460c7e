import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import { transitions } from './states.ts'

/** Ends an open transaction in favour of another, or of a refusal to sign: key and secrets are erased, one event. */
export const supersedeTransaction = async (
  trx: Trx,
  at: { readonly requestId: string; readonly signerId: string; readonly transactionId: string },
): Promise<void> => {
  await trx
    .updateTable('signing_transaction')
    .set({ status: transitions.open.supersede, wrapped_key: null, opening_sealed: null })
    .where('id', '=', at.transactionId)
    .execute()
  await recordEvent(trx, { type: 'transaction.superseded', ...at })
}
