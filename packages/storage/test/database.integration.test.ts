import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Generated, type Kysely, sql } from 'kysely'
import { inTransaction, isUniqueViolation, type Migrations, migrate, type Transaction } from '../src/index.ts'
import { openTestDatabase, type TestDatabase } from '../src/testing/index.ts'

interface Tables {
  signers: { id: Generated<string>; name: string; balance: string | bigint; blob: Uint8Array | null }
}

const migrations: Migrations = {
  '0001-signers': {
    up: async (db) => {
      await sql`create table signers (
        id bigint generated always as identity primary key,
        name text not null constraint signers_name_once unique,
        balance bigint not null default 0,
        blob bytea
      )`.execute(db)
    },
  },
}

let database: TestDatabase<Tables>
let db: Kysely<Tables>
beforeEach(async () => {
  database = await openTestDatabase<Tables>({ migrations })
  db = database.db
})
afterEach(() => database.close())

const add = (handle: Kysely<Tables>, name: string) =>
  handle.insertInto('signers').values({ name, balance: 1n, blob: null }).execute()
const names = async () => (await db.selectFrom('signers').select('name').orderBy('id').execute()).map((row) => row.name)

test('both engines give the same JavaScript values', async () => {
  const { rows } = await sql`select 9007199254740993::bigint as int8, 1.10::numeric as numeric, 7::int4 as int4,
    '\\x00ff'::bytea as bytea, '2026-03-29T01:30:00.5+01:00'::timestamptz as moment, '2026-03-29'::date as date,
    '{"a":[1,null]}'::jsonb as json, array['x','y']::text[] as texts, true as bool,
    '0b0e5a0e-3c1d-4a7e-9d68-2f1e0c1b2a3d'::uuid as uuid, null::text as nothing`.execute(db)
  expect(rows).toEqual([
    {
      int8: '9007199254740993',
      numeric: '1.10',
      int4: 7,
      bytea: Uint8Array.of(0, 255),
      moment: new Date('2026-03-29T00:30:00.500Z'),
      date: '2026-03-29',
      json: { a: [1, null] },
      texts: ['x', 'y'],
      bool: true,
      uuid: '0b0e5a0e-3c1d-4a7e-9d68-2f1e0c1b2a3d',
      nothing: null,
    },
  ])
})

test('bytes go in and come out unchanged', async () => {
  const blob = Uint8Array.from({ length: 256 }, (_, index) => index)
  await db.insertInto('signers').values({ name: 'anna', balance: '1', blob }).execute()
  expect(await db.selectFrom('signers').select('blob').executeTakeFirstOrThrow()).toEqual({ blob })
})

test('a unique violation is recognised by the name of its constraint', async () => {
  await add(db, 'anna')
  const error: unknown = await add(db, 'anna').catch((thrown: unknown) => thrown)
  expect(isUniqueViolation(error)).toBe(true)
  expect(isUniqueViolation(error, 'signers_name_once')).toBe(true)
  expect(isUniqueViolation(error, 'signers_pkey')).toBe(false)
})

test('another failure is no unique violation', async () => {
  const error: unknown = await sql`insert into signers (name) values (null)`
    .execute(db)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Error)
  expect(isUniqueViolation(error)).toBe(false)
  expect(isUniqueViolation(undefined)).toBe(false)
  expect(isUniqueViolation(new Error('duplicate key'))).toBe(false)
})

test('a transaction that fails leaves nothing, one that succeeds leaves everything', async () => {
  const fault = new Error('half way')
  const failing = inTransaction(db, async (trx) => {
    await add(trx, 'anna')
    throw fault
  })
  await expect(failing).rejects.toBe(fault)
  expect(await names()).toEqual([])
  await inTransaction(db, async (trx) => {
    await add(trx, 'bram')
    await add(trx, 'daan')
  })
  expect(await names()).toEqual(['bram', 'daan'])
})

test('using the database handle inside a transaction fails at once instead of waiting for ever', async () => {
  const mistake = inTransaction(db, async (trx) => {
    await add(trx, 'anna')
    await add(db, 'bram')
  })
  await expect(mistake).rejects.toThrow(TypeError)
  const nested = inTransaction(db, () => inTransaction(db, async (trx) => add(trx, 'daan')))
  await expect(nested).rejects.toThrow(TypeError)
  await add(db, 'elena')
  expect(await names()).toEqual(['elena'])
})

test('transactions and plain queries started together all finish', async () => {
  const work = Array.from({ length: 20 }, (_, index) =>
    index % 2 ? add(db, `n${index}`) : inTransaction(db, async (trx) => add(trx, `n${index}`)),
  )
  await Promise.all(work)
  expect(await names()).toHaveLength(20)
})

test('a failed query does not block the next one', async () => {
  await expect(sql`select nonsense`.execute(db)).rejects.toMatchObject({ code: '42703' })
  expect(await names()).toEqual([])
})

test('the clock runs inside a transaction when asked by clock_timestamp()', async () => {
  const [first, second] = await inTransaction(db, async (trx) => {
    const moment = async () =>
      (await sql<{ at: Date }>`select clock_timestamp() as at`.execute(trx)).rows[0]?.at.getTime()
    const before = await moment()
    await sql`select pg_sleep(0.02)`.execute(trx)
    return [before, await moment()]
  })
  expect(Number(second)).toBeGreaterThan(Number(first))
})

test('migrations run once, in the order of their names, and a failing one leaves nothing', async () => {
  expect(await migrate(db, migrations)).toEqual([])
  const next: Migrations = {
    ...migrations,
    '0003-last': { up: (handle) => sql`alter table two add column three int`.execute(handle).then(() => {}) },
    '0002-two': { up: (handle) => sql`create table two ()`.execute(handle).then(() => {}) },
  }
  const broken: Migrations = { ...next, '0004-broken': { up: () => Promise.reject(new Error('no')) } }
  await expect(migrate(db, broken)).rejects.toMatchObject({
    code: 'ERR_STORAGE_MIGRATION_FAILED',
    kind: 'defect',
    message: 'migration failed: 0004-broken',
  })
  expect((await sql<{ two: string | null }>`select to_regclass('two') as two`.execute(db)).rows).toEqual([
    { two: null },
  ])
  expect(await migrate(db, next)).toEqual(['0002-two', '0003-last'])
})

test('a database of a newer version is refused', async () => {
  const newer: Migrations = { '0000-forgotten': { up: async () => {} } }
  await expect(migrate(db, newer)).rejects.toMatchObject({ code: 'ERR_STORAGE_MIGRATION_FAILED' })
})

test('two databases of one test do not see each other', async () => {
  const other = await openTestDatabase<Tables>({ migrations })
  try {
    await add(other.db, 'anna')
    expect(await names()).toEqual([])
  } finally {
    await other.close()
  }
})

/** Compiles only because a transaction is asked for: a plain handle must not be assignable. */
const onlyInTransaction = (trx: Transaction<Tables>) => add(trx, 'typed')
test('a store that asks for a transaction cannot be given a plain handle', async () => {
  // @ts-expect-error the handle is not a transaction
  const misuse = () => onlyInTransaction(db)
  expect(misuse).toBeInstanceOf(Function)
  await inTransaction(db, onlyInTransaction)
  expect(await names()).toEqual(['typed'])
})
