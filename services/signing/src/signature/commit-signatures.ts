import { randomUUID } from 'node:crypto'
import { inTransaction } from '@waarmerk/storage'
import { sql } from 'kysely'
import { recordEvent } from '../audit/record-event.ts'
import type { Trx } from '../database/schema.ts'
import type { Deps } from '../deps.ts'
import { appendRevision } from '../document/revision-store.ts'
import { SigningError } from '../errors.ts'
import { lockActiveRequest } from '../signature-request/request-store.ts'
import { transitions } from '../transaction/states.ts'
import type { SigningWork } from './gather-work.ts'
import type { SignedDocument } from './sign-document.ts'

/** A signed document whose increment is stored, pending. */
export type StoredSignedDocument = SignedDocument & { readonly object: { readonly key: string } }

/**
 * The commit point: revisions, signatures, evidence, events and outbox, for all documents or none, in
 * one database transaction.
 *
 * @throws {SigningError} ERR_HEAD_MOVED, ERR_REQUEST_STATE, ERR_REQUEST_EXPIRED, ERR_SIGNING_TIMEOUT
 */
export const commitSignatures = (
  deps: Pick<Deps, 'db' | 'vault' | 'limits'>,
  work: SigningWork,
  documents: readonly StoredSignedDocument[],
  evidence: unknown,
): Promise<void> =>
  inTransaction(deps.db, async (trx) => {
    const { row, requestId } = work
    await lockActiveRequest(trx, requestId)
    const signed = await trx
      .updateTable('signing_transaction')
      .set({ status: transitions.authorised.sign, wrapped_key: null, lease_until: null })
      .where('id', '=', row.id)
      .where('status', '=', 'authorised')
      .where('expires_at', '>=', sql<Date>`clock_timestamp() - make_interval(secs => ${deps.limits.graceSeconds})`)
      .executeTakeFirst()
    if (signed.numUpdatedRows !== 1n) throw new SigningError('ERR_SIGNING_TIMEOUT', 'the transaction ended meanwhile')
    for (const document of documents) await commitDocument(trx, row.id, document)
    await trx
      .insertInto('evidence')
      .values({
        signer_id: row.signer_id,
        transaction_id: row.id,
        record_sealed: deps.vault.sealJson('evidence', row.signer_id, evidence),
      })
      .execute()
    await trx
      .updateTable('signer')
      .set({ status: 'signed', signed_at: new Date(Math.max(...documents.map(({ genTime }) => genTime.getTime()))) })
      .where('id', '=', row.signer_id)
      .execute()
    await announce(trx, work)
  })

const commitDocument = async (trx: Trx, transactionId: string, document: StoredSignedDocument): Promise<void> => {
  const { documentId, revisions } = document.work
  const number = (revisions.at(-1)?.number ?? 0) + 1
  const { size, sha256, object } = document
  const appended = await appendRevision(trx, {
    documentId,
    number,
    kind: 'signature',
    objectKey: object.key,
    size,
    sha256,
  })
  if (!appended) throw new SigningError('ERR_HEAD_MOVED', 'the document changed after it was committed to')
  await trx
    .insertInto('signature')
    .values({ transaction_id: transactionId, document_id: documentId, revision: number, gen_time: document.genTime })
    .execute()
}

const announce = async (trx: Trx, { row, requestId }: SigningWork): Promise<void> => {
  const at = { requestId, signerId: row.signer_id, transactionId: row.id }
  await recordEvent(trx, { type: 'signer.signed', ...at, reference: row.reference })
  await publish(trx, 'nl.waarmerk.ondertekenaar.ondertekend.v1', { requestId, signerId: row.signer_id })
  const waiting = await trx
    .selectFrom('signer')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', '!=', 'signed')
    .executeTakeFirst()
  if (waiting !== undefined) return
  await trx.updateTable('signature_request').set({ status: 'completed' }).where('id', '=', requestId).execute()
  await recordEvent(trx, { type: 'request.completed', requestId })
  await publish(trx, 'nl.waarmerk.ondertekenverzoek.voltooid.v1', { requestId })
}

/** Thin: identifiers of ours only. Delivery follows with the webhooks. */
const publish = async (trx: Trx, type: string, data: Readonly<Record<string, string>>): Promise<void> => {
  await trx
    .insertInto('outbox')
    .values({ id: randomUUID(), type, data: JSON.stringify(data), delivered_at: null })
    .execute()
}
