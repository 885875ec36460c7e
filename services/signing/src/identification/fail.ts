import { CodedError } from '@waarmerk/coded-error'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import { withReference } from '../audit/reference.ts'
import type { Database } from '../database/schema.ts'

/**
 * Closes an identification that was refused, as one event.
 *
 * @returns the error to throw, carrying the event's reference
 */
export const failIdentification = async (
  db: Database,
  at: { readonly requestId: string; readonly signerId: string; readonly identificationId: string },
  error: unknown,
): Promise<unknown> => {
  const reference = await inTransaction(db, async (trx) => {
    await trx
      .updateTable('identification')
      .set({ status: 'failed' })
      .where('id', '=', at.identificationId)
      .where('status', '=', 'open')
      .execute()
    return recordEvent(trx, {
      type: 'identification.refused',
      requestId: at.requestId,
      signerId: at.signerId,
      code: error instanceof CodedError ? error.code : 'ERR_DEFECT',
    })
  })
  return withReference(error, reference)
}
