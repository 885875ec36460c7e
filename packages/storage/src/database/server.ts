import { PostgresDialect } from 'kysely'
import type { Engine, ServerDatabase } from './options.ts'

// No caller waits for ever: not for a connection, not for a statement, not for a row that another holds.
const connectMs = 10_000
const statementMs = 30_000
const lockMs = 15_000
const idleInTransactionMs = 15_000

/** Makes a pool of connections; loaded only here, so that the embedded engine needs no driver. */
export async function serverDialect(options: ServerDatabase, schema: string): Promise<Engine> {
  const { default: pg } = await import('pg')
  const plain: Record<number, (value: string) => unknown> = {
    [pg.types.builtins.BYTEA]: (value) => Uint8Array.from(Buffer.from(value.slice(2), 'hex')),
    [pg.types.builtins.DATE]: (value) => value,
  }
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    options: `-c search_path=${schema} -c timezone=UTC`,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        plain[oid] ?? pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
    },
  })
  // Without a listener, a connection that breaks while idle would end the process.
  pool.on('error', (error) => options.onConnectionLost?.(error))
  return { dialect: new PostgresDialect({ pool }), release: () => {} }
}
