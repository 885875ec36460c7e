import { randomBytes } from 'node:crypto'
import { afterAll } from '@jest/globals'
import { type Kysely, sql } from 'kysely'
import { type Migrations, migrate } from '../database/migrate.ts'
import { type OpenDatabase, openDatabase } from '../database/open-database.ts'
import { embeddedTemplate } from './template.ts'

/** A database of its own for one test. */
export interface TestDatabase<Schema> extends OpenDatabase<Schema> {
  /** Name of its schema. */
  readonly schema: string
  /** A second, independent connection to the same schema; PostgreSQL only, PGlite has one session. */
  connectAgain(): Promise<OpenDatabase<Schema>>
}

/** Engines that a test has finished with: opening PGlite costs a second, a fresh schema costs nothing. */
const idle: OpenDatabase<unknown>[] = []
let ended = false

// An open PGlite keeps the process alive, so those of a test file end with it.
afterAll(async () => {
  ended = true
  for (const engine of idle.splice(0)) await engine.close()
})

/**
 * Opens an empty database, migrated when migrations are given: on the server that `TEST_DATABASE_URL` names,
 * else on PGlite in memory. For Jest only. `close` drops everything, so the same tests run on both, beside each other.
 *
 * @example
 * const { db, close } = await openTestDatabase<Tables>({ migrations })
 */
export async function openTestDatabase<Schema>(
  options: { readonly migrations?: Migrations } = {},
): Promise<TestDatabase<Schema>> {
  const url = process.env['TEST_DATABASE_URL']
  const schema = `test_${randomBytes(8).toString('hex')}`
  const connectAgain = async () => {
    if (!url) throw new TypeError('PGlite has one session only')
    return openDatabase<Schema>({ provider: 'postgres', url, schema, poolSize: 4 })
  }
  const opened = url ? await connectAgain() : await openEmbedded<Schema>(schema)
  if (options.migrations) await migrate(opened.db, options.migrations)
  const close = async () => {
    await sql`drop schema ${sql.id(schema)} cascade`.execute(opened.db)
    if (url || ended) await opened.close()
    else idle.push(opened as OpenDatabase<unknown>)
  }
  return { ...opened, schema, connectAgain, close }
}

async function openEmbedded<Schema>(schema: string): Promise<OpenDatabase<Schema>> {
  const engine = (idle.pop() ??
    (await openDatabase({ provider: 'pglite', template: await embeddedTemplate() }))) as OpenDatabase<Schema>
  await useSchema(engine.db, schema)
  return engine
}

async function useSchema<Schema>(db: Kysely<Schema>, schema: string): Promise<void> {
  await sql`create schema ${sql.id(schema)}`.execute(db)
  await sql`select set_config('search_path', ${schema}, false)`.execute(db)
}
