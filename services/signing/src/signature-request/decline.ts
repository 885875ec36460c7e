import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import type { SignerSession } from '../identification/signer-session.ts'
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
    const further = await trx
      .selectFrom('signing_transaction')
      .select('id')
      .where('signer_id', '=', signerId)
      .where('status', 'in', ['redeeming', 'authorised'])
      .executeTakeFirst()
    if (further !== undefined) throw new SigningError('ERR_TRANSACTION_IN_PROGRESS', 'a signature is being made')
    await trx
      .updateTable('signing_transaction')
      .set({ status: 'superseded', wrapped_key: null })
      .where('signer_id', '=', signerId)
      .where('status', '=', 'open')
      .execute()
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
