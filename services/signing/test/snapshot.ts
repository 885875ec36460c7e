import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from './house.ts'

const tables = ['revision', 'certificate', 'signature', 'evidence', 'outbox', 'event'] as const

/** What must not change when an attempt is refused: row counts, every head, and the digest of every readable object. */
export const snapshot = async ({ db, back }: House) => {
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const row = await db.selectFrom(table).select(sql<string>`count(*)`.as('count')).executeTakeFirstOrThrow()
    counts[table] = Number(row.count)
  }
  const documents = await db.selectFrom('document').select(['id', 'head']).orderBy('id').execute()
  const readable: string[] = []
  for (const { id, head } of documents) {
    const { body } = await back.call('readRevision', { params: { documentId: id, revision: head } })
    const digest = createHash('sha256')
      .update(new Uint8Array(await body.arrayBuffer()))
      .digest('hex')
    readable.push(`${id} ${head} ${digest}`)
  }
  const { event = 0, ...rows } = counts
  return { events: event, left: { rows, readable } }
}
