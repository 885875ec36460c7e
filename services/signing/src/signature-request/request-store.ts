import { type Selectable, sql } from 'kysely'
import type { Database, RequestDocumentTable, SignatureRequestTable, SignerTable, Trx } from '../database/schema.ts'
import { SigningError } from '../errors.ts'

export type RequestRow = Selectable<SignatureRequestTable>
export type SignerRow = Selectable<SignerTable>
export type RequestDocumentRow = Selectable<RequestDocumentTable> & { head: number }

/** A request with its documents and signers, in order. */
export interface RequestState {
  readonly request: RequestRow
  readonly documents: readonly RequestDocumentRow[]
  readonly signers: readonly SignerRow[]
}

/** @throws {SigningError} ERR_REQUEST_UNKNOWN */
export const readRequest = async (db: Database | Trx, requestId: string): Promise<RequestState> => {
  const request = await db.selectFrom('signature_request').selectAll().where('id', '=', requestId).executeTakeFirst()
  if (request === undefined) throw new SigningError('ERR_REQUEST_UNKNOWN', 'there is no such signature request')
  const documents = await db
    .selectFrom('request_document')
    .innerJoin('document', 'document.id', 'request_document.document_id')
    .selectAll('request_document')
    .select('document.head')
    .where('request_id', '=', requestId)
    .orderBy('position')
    .execute()
  const signers = await db
    .selectFrom('signer')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('position')
    .execute()
  return { request, documents, signers }
}

/** @throws {SigningError} ERR_REQUEST_UNKNOWN, ERR_SIGNER_UNKNOWN */
export const readSigner = async (
  db: Database | Trx,
  requestId: string,
  signerId: string,
): Promise<RequestState & { signer: SignerRow }> => {
  const state = await readRequest(db, requestId)
  const signer = state.signers.find(({ id }) => id === signerId)
  if (signer === undefined) throw new SigningError('ERR_SIGNER_UNKNOWN', 'there is no such signer in this request')
  return { ...state, signer }
}

/** @throws {SigningError} ERR_REQUEST_STATE, ERR_REQUEST_EXPIRED; a kind refusal before the lock decides */
export const refuseUnlessOpen = (now: Date, request: Pick<RequestRow, 'status' | 'expires_at'>): void => {
  if (request.status !== 'active' && request.status !== 'completed') {
    throw new SigningError('ERR_REQUEST_STATE', `the signature request is ${request.status}`)
  }
  if (request.status === 'active' && request.expires_at <= now) {
    throw new SigningError('ERR_REQUEST_EXPIRED', 'the time to sign has passed')
  }
}

/**
 * Locks the request's row until the transaction ends: declining, opening and signing all pass here.
 *
 * @param until the request must still last until then, too
 *
 * @throws {SigningError} ERR_REQUEST_STATE when it is not active, ERR_REQUEST_EXPIRED by the database's clock
 */
export const lockActiveRequest = async (trx: Trx, requestId: string, until?: Date): Promise<void> => {
  const row = await trx
    .selectFrom('signature_request')
    .select('status')
    .select(sql<boolean>`expires_at <= greatest(clock_timestamp(), ${until ?? null}::timestamptz)`.as('expired'))
    .where('id', '=', requestId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new SigningError('ERR_REQUEST_UNKNOWN', 'there is no such signature request')
  if (row.status !== 'active') throw new SigningError('ERR_REQUEST_STATE', `the signature request is ${row.status}`)
  if (row.expired) throw new SigningError('ERR_REQUEST_EXPIRED', 'the time to sign has passed')
}
