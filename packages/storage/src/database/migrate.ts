import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { StorageError } from '../errors.ts'

export type { Migration } from 'kysely/migration'

/** Migrations by name. They run in the order of their names: `0001-requests`, `0002-outbox`. */
export type Migrations = Readonly<Record<string, Migration>>

/**
 * Brings the schema up to date, forward only. Safe when several instances start at once (PostgreSQL:
 * advisory lock). The whole run is one transaction.
 *
 * @returns the names of the migrations that ran now.
 * @throws StorageError `ERR_STORAGE_MIGRATION_FAILED`, naming the migration; also when the database holds
 * migrations that this version does not know.
 */
export async function migrate<Schema>(db: Kysely<Schema>, migrations: Migrations): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db)
  const migrator = new Migrator({
    db,
    // Otherwise the journal of another service, in another schema of the same database, is taken for ours.
    ...(rows[0] && { migrationTableSchema: rows[0].name }),
    provider: { getMigrations: async () => ({ ...migrations }) },
    // Not the default, which depends on the machine's locale.
    nameComparator: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'the list of migrations'
    throw new StorageError('ERR_STORAGE_MIGRATION_FAILED', `migration failed: ${failed}`, { cause: error })
  }
  return results.map((result) => result.migrationName)
}
