import type { AssuranceLevel, IdentityProviderProfile, PersonName } from '@waarmerk/identity-assurance'
import { inTransaction } from '@waarmerk/storage'
import { type Selectable, sql } from 'kysely'
import { recordEvent } from '../audit/record-event.ts'
import type { KeptMetadata } from '../authorization/kept-metadata.ts'
import type { Database, PreparedDocumentTable, SigningTransactionTable, Trx } from '../database/schema.ts'
import { SigningError } from '../errors.ts'
import type { KeptSubject } from '../identification/identified-actor.ts'
import type { Vault } from '../sealed/vault.ts'
import type { Statement } from '../signature-request/statement.ts'
import { type liveStates, transitions } from './states.ts'

export type TransactionRow = Selectable<SigningTransactionTable>
export type PreparedRow = Selectable<PreparedDocumentTable>

/** Kept encrypted from the opening on: what the commitment hides, and the secrets of the login. */
export interface TransactionOpening {
  readonly subject: KeptSubject
  readonly name: PersonName
  readonly salts: { readonly subject: string; readonly name: string }
  readonly statement: Statement
  readonly state: string
  readonly codeVerifier: string
  readonly requestParameters: Readonly<Record<string, string>>
}

/** Kept encrypted from `authorised` on. */
export interface TransactionAuthorisation {
  readonly idToken: string
  readonly published: KeptMetadata
  /** When the token was verified, seconds since 1970. */
  readonly verifiedAt: number
  /** The provider's own word for the level, and what it is worth. */
  readonly acr: string
  readonly assurance: AssuranceLevel
  /** The profile by which the provider was asked and its claims were read. */
  readonly profile: IdentityProviderProfile
}

/** @throws {SigningError} ERR_TRANSACTION_UNKNOWN */
export const readTransaction = async (db: Database | Trx, signerId: string, id: string): Promise<TransactionRow> => {
  const row = await db
    .selectFrom('signing_transaction')
    .selectAll()
    .where('id', '=', id)
    .where('signer_id', '=', signerId)
    .executeTakeFirst()
  if (row === undefined) throw new SigningError('ERR_TRANSACTION_UNKNOWN', 'there is no such signing transaction')
  return row
}

/** The prepared increments of a transaction, in the commitment's order (by document id). */
export const readPrepared = (db: Database | Trx, transactionId: string): Promise<PreparedRow[]> =>
  db
    .selectFrom('prepared_document')
    .selectAll()
    .where('transaction_id', '=', transactionId)
    .orderBy('document_id')
    .execute()

/** Whom and what an event of a transaction is about. */
export interface TransactionPlace {
  readonly id: string
  readonly signer_id: string
  /** When given, only the attempt with this code is meant. */
  readonly code_sha256?: string | null
}

const requestOf = async (trx: Trx, signerId: string): Promise<string> => {
  const row = await trx.selectFrom('signer').select('request_id').where('id', '=', signerId).executeTakeFirstOrThrow()
  return row.request_id
}

/**
 * Closes a live transaction: the key is erased, nothing is released, one event.
 *
 * @returns the event's reference; null when it was not live any more, and nothing happened
 */
export const failTransaction = async (
  db: Database,
  place: TransactionPlace,
  failure: { readonly code: string; readonly kind: 'caller' | 'person' | 'upstream' | 'defect' },
  from: readonly (typeof liveStates)[number][],
): Promise<string | null> =>
  inTransaction(db, async (trx) => {
    const closed = await trx
      .updateTable('signing_transaction')
      .set({
        status: transitions.open.fail,
        wrapped_key: null,
        opening_sealed: null,
        authorisation_sealed: null,
        failure_code: failure.code,
        failure_kind: failure.kind,
        lease_until: null,
      })
      .where('id', '=', place.id)
      .where('status', 'in', from)
      .$if(from.includes('redeeming') && place.code_sha256 != null, (query) =>
        query.where('code_sha256', '=', place.code_sha256 ?? ''),
      )
      .executeTakeFirst()
    if (closed.numUpdatedRows !== 1n) return null
    // Issued, perhaps, but nothing made with it was ever released.
    await trx.deleteFrom('certificate').where('transaction_id', '=', place.id).execute()
    await trx
      .updateTable('signer')
      .set({ status: 'identified' })
      .where('id', '=', place.signer_id)
      .where('status', '=', 'signing')
      .execute()
    return recordEvent(trx, {
      type: 'transaction.failed',
      requestId: await requestOf(trx, place.signer_id),
      signerId: place.signer_id,
      transactionId: place.id,
      code: failure.code,
    })
  })

/** Records that something was refused while the transaction stays as it is. */
export const recordRefusal = async (trx: Trx, place: TransactionPlace, code: string): Promise<string> =>
  recordEvent(trx, {
    type: 'transaction.refused',
    requestId: await requestOf(trx, place.signer_id),
    signerId: place.signer_id,
    transactionId: place.id,
    code,
  })

/** What was stored encrypted at the opening; gone once the transaction was closed. */
export const openingOf = (vault: Vault, row: TransactionRow): TransactionOpening => {
  if (row.opening_sealed === null) throw new SigningError('ERR_TRANSACTION_EXPIRED', 'the transaction was closed')
  return vault.openJson<TransactionOpening>('opening', row.id, row.opening_sealed)
}

/** How many transactions of a signer failed within the last hour, by the database's clock. */
export const failedWithinTheHour = async (db: Database, signerId: string): Promise<number> => {
  const row = await db
    .selectFrom('signing_transaction')
    .select((expression) => expression.fn.countAll<string>().as('count'))
    .where('signer_id', '=', signerId)
    .where('code_sha256', 'is not', null)
    .where('status', '=', 'failed')
    .where('opened_at', '>', sql<Date>`clock_timestamp() - interval '1 hour'`)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
