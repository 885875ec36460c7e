import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import type { SignerSession } from '../identification/signer-session.ts'
import { liveStates } from '../transaction/states.ts'
import { supersedeTransaction } from '../transaction/supersede.ts'
import { lockActiveRequest } from './request-store.ts'

/**
 * The signer does not sign. Open transactions close and their keys are erased; one that is already
 * authorised wins.
 *
 * @throws {SigningError} ERR_ALREADY_SIGNED, ERR_SIGNER_STATE, ERR_REQUEST_*, ERR_TRANSACTION_IN_PROGRESS
 */
export const declineToSign = (
  deps: Pick<Deps, 'db' | 'vault'>,
  { requestId, signerId }: SignerSession,
  reason: string | undefined,
): Promise<void> =>
  inTransaction(deps.db, async (trx) => {
    const signer = await trx.selectFrom('signer').select('status').where('id', '=', signerId).executeTakeFirstOrThrow()
    if (signer.status === 'signed') throw new SigningError('ERR_ALREADY_SIGNED', 'this signer has signed')
    await lockActiveRequest(trx, requestId)
    await endOpenTransaction(trx, { requestId, signerId })
    const sealed = reason === undefined || reason === '' ? null : deps.vault.sealJson('decline', signerId, reason)
    const declined = await trx
      .updateTable('signer')
      .set({ status: 'declined', decline_reason_sealed: sealed })
      .where('id', '=', signerId)
      .where('status', 'in', ['identified', 'signing'])
      .executeTakeFirst()
    if (declined.numUpdatedRows !== 1n) throw new SigningError('ERR_SIGNER_STATE', 'the signer cannot decline now')
    await trx.updateTable('signature_request').set({ status: 'declined' }).where('id', '=', requestId).execute()
    await recordEvent(trx, { type: 'signer.declined', requestId, signerId })
  })

/** One that is already being redeemed wins: then there is no declining any more. */
const endOpenTransaction = async (
  trx: Trx,
  at: { readonly requestId: string; readonly signerId: string },
): Promise<void> => {
  const live = await trx
    .selectFrom('signing_transaction')
    .select(['id', 'status'])
    .where('signer_id', '=', at.signerId)
    .where('status', 'in', liveStates)
    .forUpdate()
    .executeTakeFirst()
  if (live === undefined) return
  if (live.status !== 'open') throw new SigningError('ERR_TRANSACTION_IN_PROGRESS', 'a signature is being made')
  await supersedeTransaction(trx, { ...at, transactionId: live.id })
}
