import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { PGliteDialect } from 'kysely'
import { StorageError } from '../errors.ts'
import { lockDirectory } from './directory-lock.ts'
import type { EmbeddedDatabase, Engine } from './options.ts'

/** Starts PGlite; loaded only here, so that a server on PostgreSQL never carries the WASM. */
export async function embeddedDialect(options: EmbeddedDatabase, schema: string): Promise<Engine> {
  const { PGlite, types } = await import('@electric-sql/pglite')
  const { directory, template } = options
  if (directory) mkdirSync(dirname(directory), { recursive: true })
  const lock = directory ? lockDirectory(directory) : undefined
  try {
    const pglite = await PGlite.create({
      ...(directory && { dataDir: directory }),
      ...(template && { loadDataDir: template }),
      parsers: { [types.INT8]: (value) => value, [types.DATE]: (value) => value },
    })
    await pglite.exec(`set search_path to "${schema}"; set timezone to 'UTC'`)
    return { dialect: new PGliteDialect({ pglite }), release: () => lock?.release() }
  } catch (error) {
    lock?.release()
    throw new StorageError('ERR_STORAGE_DATABASE_UNAVAILABLE', 'the embedded database does not start', { cause: error })
  }
}
