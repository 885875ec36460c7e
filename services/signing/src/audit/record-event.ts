import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Trx } from '../database/schema.ts'

/** Business events, in words of the protocol. */
export type EventType =
  | 'document.uploaded'
  | 'request.created'
  | 'request.activated'
  | 'signer.identified'
  | 'signer.declined'
  | 'signer.signed'
  | 'request.completed'
  | 'identification.refused'
  | 'transaction.opened'
  | 'transaction.superseded'
  | 'transaction.refused'
  | 'transaction.failed'
  | 'access.refused'
  | 'issuer.key-first-seen'
  | 'evidence.read'

/** What happened to what; never who, and never a value somebody sent. */
export interface Happening {
  readonly type: EventType
  readonly requestId?: string | null
  readonly signerId?: string | null
  readonly transactionId?: string | null
  readonly code?: string | null
  readonly reference?: string
}

// No vowels and no look-alikes: a reference is read out on the phone.
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** A short random code a person can read out. */
export const newReference = (): string =>
  Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)])
    .join('')
    .replace(/^(.{4})/, '$1-')

/**
 * Appends one event to the hash-chained audit trail: sha256 = SHA-256(previous sha256 ‖ JSON of the event).
 * The row of `audit_head` is locked, so that the chain has one order.
 *
 * @returns the event's reference
 */
export const recordEvent = async (trx: Trx, happening: Happening): Promise<string> => {
  const reference = happening.reference ?? newReference()
  const head = await trx
    .selectFrom('audit_head')
    .select('sha256')
    .where('id', '=', 1)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const time = await sql<{
    at: string
  }>`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`.execute(trx)
  const at = time.rows[0]?.at ?? ''
  const row = {
    type: happening.type,
    request_id: happening.requestId ?? null,
    signer_id: happening.signerId ?? null,
    transaction_id: happening.transactionId ?? null,
    code: happening.code ?? null,
    reference,
  }
  const sha256 = createHash('sha256')
    .update(head.sha256)
    .update(JSON.stringify({ at, ...row }))
    .digest('base64url')
  await trx
    .insertInto('event')
    .values({ ...row, at: sql`${at}::timestamptz`, sha256 })
    .execute()
  await trx.updateTable('audit_head').set({ sha256 }).where('id', '=', 1).execute()
  return reference
}
