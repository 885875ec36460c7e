import { Kysely, sql } from 'kysely'
import { hasCode } from '../error-code.ts'
import { StorageError } from '../errors.ts'
import { embeddedDialect } from './embedded.ts'
import { guardedDialect } from './guarded-dialect.ts'
import type { DatabaseOptions } from './options.ts'
import { serverDialect } from './server.ts'

/** An open database. */
export interface OpenDatabase<Schema> {
  readonly provider: DatabaseOptions['provider']
  readonly db: Kysely<Schema>
  /** Closes connections and gives the directory back. */
  close(): Promise<void>
}

/**
 * Opens PGlite or PostgreSQL behind one Kysely handle: same SQL, same values on both (int8 and numeric as
 * string, bytea as Uint8Array, timestamptz as Date, date as 'YYYY-MM-DD', json parsed).
 * Time in SQL is `clock_timestamp()`, never `now()`, which stands still inside a transaction.
 *
 * @example
 * const { db, close } = await openDatabase<Tables>({ provider: 'pglite', directory: '.waarmerk/db' })
 * await migrate(db, migrations)
 *
 * @throws StorageError `ERR_STORAGE_DATABASE_LOCKED`, `ERR_STORAGE_DATABASE_UNAVAILABLE`
 * @throws TypeError when the schema is not a plain lower-case name.
 */
export async function openDatabase<Schema>(options: DatabaseOptions): Promise<OpenDatabase<Schema>> {
  const schema = options.schema ?? 'public'
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new TypeError('a schema is a lower-case name of at most 63 signs')
  const { dialect, release } =
    options.provider === 'pglite' ? await embeddedDialect(options, schema) : await serverDialect(options, schema)
  const db = new Kysely<Schema>({ dialect: guardedDialect(dialect) })
  const close = async () => {
    await db.destroy()
    await release()
  }
  try {
    await createSchema(db, schema)
  } catch (error) {
    await close().catch(() => {})
    throw new StorageError('ERR_STORAGE_DATABASE_UNAVAILABLE', 'the database cannot be opened', { cause: error })
  }
  return { provider: options.provider, db, close }
}

/** Looks first: `create schema if not exists` asks for a right that a service's role need not have. */
async function createSchema<Schema>(db: Kysely<Schema>, schema: string): Promise<void> {
  const found = await sql<{ there: boolean }>`select to_regnamespace(${schema}) is not null as there`.execute(db)
  if (found.rows[0]?.there) return
  try {
    await sql`create schema if not exists ${sql.id(schema)}`.execute(db)
  } catch (error) {
    // Two instances at once: PostgreSQL reports the loser's attempt as a duplicate in its own catalogue.
    if (!hasCode(error, '23505', '42P06')) throw error
  }
}
