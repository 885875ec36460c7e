import type { Dialect } from 'kysely'

/** PGlite: PostgreSQL inside this process, for laptops and tests. */
export interface EmbeddedDatabase {
  readonly provider: 'pglite'
  /** Where the data lives; without it, in memory. Locked against a second process. */
  readonly directory?: string
  /** Tar of a data directory to start from instead of a fresh one. */
  readonly template?: Blob
  /** Schema of the service. Default `public`. */
  readonly schema?: string
}

/** A PostgreSQL server. */
export interface ServerDatabase {
  readonly provider: 'postgres'
  /** `postgres://…`; holds a password, so never log it. */
  readonly url: string
  /** Schema of the service; made when missing. */
  readonly schema: string
  /** Most connections this instance holds. Default 10. */
  readonly poolSize?: number
  /** Told of a connection that broke while idle. Without it such an error is dropped: the next query meets it. */
  readonly onConnectionLost?: (error: Error) => void
}

/** Which engine, and where. Discriminated by `provider`, as configuration is. */
export type DatabaseOptions = EmbeddedDatabase | ServerDatabase

/** What an engine brings: its dialect, and what to give back at the end. */
export interface Engine {
  readonly dialect: Dialect
  release(): void
}
