import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../database/schema.ts'

/**
 * Recomputes the whole audit chain.
 *
 * @returns the sequence number of the first event that does not follow from those before it, `end` when events were cut
 *   off after the last one, or null
 */
export const firstBrokenEvent = async (db: Database): Promise<string | null> => {
  const events = await db
    .selectFrom('event')
    .select(['seq', 'type', 'request_id', 'signer_id', 'transaction_id', 'code', 'reference', 'sha256'])
    .select(sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('time'))
    .orderBy('seq')
    .execute()
  let previous = ''
  for (const { seq, sha256, time, ...row } of events) {
    const { type, request_id, signer_id, transaction_id, code, reference } = row
    const text = JSON.stringify({ at: time, type, request_id, signer_id, transaction_id, code, reference })
    if (createHash('sha256').update(previous).update(text).digest('base64url') !== sha256) return seq
    previous = sha256
  }
  const head = await db.selectFrom('audit_head').select('sha256').where('id', '=', 1).executeTakeFirst()
  return head?.sha256 === previous ? null : 'end'
}
