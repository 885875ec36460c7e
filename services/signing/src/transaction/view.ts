import type { TransactionView } from '@waarmerk/signing-contract'
import type { Database } from '../database/schema.ts'
import type { TransactionRow } from './transaction-store.ts'

/** A transaction as the relying party's page sees it: its state, why it failed, or the receipt. */
export const viewTransaction = async (db: Database, row: TransactionRow): Promise<TransactionView> => ({
  id: row.id,
  status: row.status,
  failure: row.failure_code === null ? null : { code: row.failure_code, kind: row.failure_kind ?? 'defect' },
  receipt: row.status === 'signed' ? await receiptOf(db, row) : null,
})

const receiptOf = async (db: Database, row: TransactionRow): Promise<NonNullable<TransactionView['receipt']>> => {
  const documents = await db
    .selectFrom('signature')
    .innerJoin('revision', (join) =>
      join
        .onRef('revision.document_id', '=', 'signature.document_id')
        .onRef('revision.number', '=', 'signature.revision'),
    )
    .innerJoin('request_document', 'request_document.document_id', 'signature.document_id')
    .innerJoin('signature_request', 'signature_request.id', 'request_document.request_id')
    .select([
      'signature.document_id as id',
      'request_document.title',
      'revision.number as revision',
      'revision.size',
      'revision.sha256',
      'signature.gen_time',
      'signature_request.status',
    ])
    .where('signature.transaction_id', '=', row.id)
    .orderBy('request_document.position')
    .execute()
  const times = documents.map(({ gen_time }) => gen_time.getTime())
  return {
    signedAt: new Date(Math.max(...times)).toISOString(),
    reference: row.reference,
    complete: documents.every(({ status }) => status === 'completed'),
    documents: documents.map(({ id, title, revision, size, sha256 }) => ({
      id,
      title,
      revision,
      size: Number(size),
      sha256,
    })),
  }
}
