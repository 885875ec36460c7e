import { tolerances } from '@waarmerk/evidence'
import { inTransaction } from '@waarmerk/storage'
import { sql } from 'kysely'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'
import { lockActiveRequest } from '../signature-request/request-store.ts'
import type { Intent } from './make-intent.ts'
import { liveStates } from './states.ts'
import { supersedeTransaction } from './supersede.ts'

/**
 * Stores the intent before any redirect. One live transaction per signer: an `open` one is superseded
 * and its key erased; one that is further on wins.
 *
 * @throws {SigningError} ERR_TRANSACTION_IN_PROGRESS, ERR_REQUEST_STATE, ERR_REQUEST_EXPIRED
 */
export const storeIntent = (deps: Pick<Deps, 'db' | 'vault'>, intent: Intent): Promise<void> =>
  inTransaction(deps.db, async (trx) => {
    await lockActiveRequest(trx, intent.requestId, latestSignature(intent))
    await supersede(trx, intent)
    await trx
      .insertInto('signing_transaction')
      .values({
        id: intent.id,
        signer_id: intent.signerId,
        identification_id: intent.identificationId,
        provider: intent.provider.id,
        status: 'open',
        nonce: intent.nonce,
        commitment: intent.commitment,
        opening_sealed: deps.vault.sealJson('opening', intent.id, intent.opening),
        state_sha256: sha256Of(intent.opening.state),
        wrapped_key: intent.wrappedKey,
        kek: intent.kek,
        reference: intent.reference,
        expires_at: intent.expiresAt,
        opened_at: sql`clock_timestamp()`,
      })
      .execute()
    for (const { documentId, base, objectKey, prepared } of intent.prepared) {
      await trx
        .insertInto('prepared_document')
        .values({
          transaction_id: intent.id,
          document_id: documentId,
          base_revision: base.number,
          object_key: objectKey,
          prepared: JSON.stringify(prepared),
        })
        .execute()
    }
    const signer = await trx
      .updateTable('signer')
      .set({ status: 'signing' })
      .where('id', '=', intent.signerId)
      .where('status', 'in', ['identified', 'signing'])
      .executeTakeFirst()
    if (signer.numUpdatedRows !== 1n) throw new SigningError('ERR_SIGNER_STATE', 'the signer cannot sign any more')
    // Whoever begins to sign in time may also end in time.
    await trx
      .updateTable('signer_session')
      .set({ expires_at: sql`greatest(expires_at, ${latestSignature(intent)}::timestamptz)` })
      .where('identification_id', '=', intent.identificationId)
      .execute()
    await recordEvent(trx, {
      type: 'transaction.opened',
      requestId: intent.requestId,
      signerId: intent.signerId,
      transactionId: intent.id,
      reference: intent.reference,
    })
  })

/** The request's end lies at or after `exp` + 120 s (protocol step 5). */
const latestSignature = ({ expiresAt }: Intent): Date =>
  new Date(expiresAt.getTime() + tolerances.timestampAfterExpiry * 1000)

const supersede = async (trx: Trx, intent: Intent): Promise<void> => {
  const live = await trx
    .selectFrom('signing_transaction')
    .select(['id', 'status'])
    .where('signer_id', '=', intent.signerId)
    .where('status', 'in', liveStates)
    .forUpdate()
    .executeTakeFirst()
  if (live === undefined) return
  if (live.status !== 'open') throw new SigningError('ERR_TRANSACTION_IN_PROGRESS', 'a signature is being made')
  const { requestId, signerId } = intent
  await supersedeTransaction(trx, { requestId, signerId, transactionId: live.id })
}
