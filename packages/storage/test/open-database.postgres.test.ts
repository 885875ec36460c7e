import { expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { type Migrations, migrate, openDatabase } from '../src/index.ts'
import { openTestDatabase } from '../src/testing/index.ts'

// Runs only where TEST_DATABASE_URL names a server: what one embedded session cannot show.

test('a row locked by one connection is skipped by another', async () => {
  const { db, connectAgain, close } = await openTestDatabase()
  const other = await connectAgain()
  await sql`create table jobs (id int primary key)`.execute(db)
  await sql`insert into jobs values (1), (2)`.execute(db)
  const next = sql<{ id: number }>`select id from jobs order by id limit 1 for update skip locked`
  await db.transaction().execute(async (trx) => {
    expect((await next.execute(trx)).rows).toEqual([{ id: 1 }])
    expect((await next.execute(other.db)).rows).toEqual([{ id: 2 }])
  })
  await other.close()
  await close()
})

test('instances that start together both find the schema', async () => {
  const url = String(process.env['TEST_DATABASE_URL'])
  const schema = `test_${Date.now()}_together`
  const all = await Promise.all([1, 2, 3].map(() => openDatabase({ provider: 'postgres', url, schema, poolSize: 1 })))
  const [first] = all
  if (first) await sql`drop schema ${sql.id(schema)}`.execute(first.db)
  await Promise.all(all.map(({ close }) => close()))
})

test('instances that start together migrate once', async () => {
  let ran = 0
  const migrations: Migrations = {
    '0001-once': {
      up: async (trx) => {
        ran += 1
        await sql`create table once ()`.execute(trx)
      },
    },
  }
  const { db, connectAgain, close } = await openTestDatabase()
  const other = await connectAgain()
  await Promise.all([migrate(db, migrations), migrate(other.db, migrations)])
  expect(ran).toBe(1)
  await other.close()
  await close()
})
