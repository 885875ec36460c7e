import { randomBytes } from 'node:crypto'
import { createIssuingCa, createKekStore } from '@waarmerk/key-providers'
import { parsePem } from '@waarmerk/pki'
import { boundedFetch, createApi, createLogger, type Logger } from '@waarmerk/service-kit'
import { apiBasePath, apiVersion, openApiDocument } from '@waarmerk/signing-contract'
import { createFileObjectStore, migrate, openDatabase } from '@waarmerk/storage'
import { createRfc3161Client, firstAvailable } from '@waarmerk/trust-services'
import type { Express } from 'express'
import { sql } from 'kysely'
import { createBackground } from './background.ts'
import type { Config } from './config.ts'
import { migrations } from './database/migrations.ts'
import type { Database, SigningSchema } from './database/schema.ts'
import type { Deps, Step } from './deps.ts'
import { privateKeyOf } from './key-material.ts'
import { problemStatuses } from './problem-statuses.ts'
import { createProviders } from './providers.ts'
import { bindRoutes } from './routes/bind-routes.ts'
import { createHandlers } from './routes/handlers.ts'
import { createVault } from './sealed/vault.ts'
import { watchTimestampAuthority } from './timestamp/watched-authority.ts'
import { startWorker } from './worker.ts'

/** What a caller may put in place of the real thing. */
export interface Overrides {
  readonly now?: () => Date
  readonly fetch?: typeof fetch
  readonly logger?: Logger
  /** Told at every step of a transaction; tests stop the process there. */
  readonly passed?: (step: Step) => void
  /** An open database to use instead of the configured one; it is not closed. */
  readonly db?: Database
}

/** The signing service, ready to be listened to. */
export interface App {
  readonly app: Express
  /** Stops the worker and closes the database. */
  close(): Promise<void>
}

/**
 * Puts the service together: the one place that picks adapters.
 *
 * @throws {StorageError} the database cannot be opened
 *
 * @example
 * const { app, close } = await createApp(readSigningConfig())
 * const server = await listen(app, config)
 */
export const createApp = async (config: Config, overrides: Overrides = {}): Promise<App> => {
  const logger = overrides.logger ?? createLogger({ service: 'signing', level: config.logLevel })
  const database = overrides.db ? null : await openDatabase<SigningSchema>(config.database)
  const db = overrides.db ?? (database as NonNullable<typeof database>).db
  const background = createBackground(logger)
  const deps = await prepared(async () => {
    await migrate(db, migrations)
    return { ...(await createDeps(config, overrides, db, logger)), background: background.run }
  }, database)
  const worker = startWorker(deps)
  const handlers = createHandlers(deps)
  const description = openApiDocument({ origin: config.origin, contact: config.contact })
  const ready = { database: () => sql`select 1`.execute(db) }
  const app = createApi({ version: apiVersion, logger, statuses: problemStatuses, ready }, (add) => {
    // NL API Design Rules /core/publish-openapi: without credentials, from anywhere.
    add('get', `${apiBasePath}/openapi.json`, (_request, response) => {
      response.set('Access-Control-Allow-Origin', '*').json(description)
    })
    bindRoutes({ db, credentials: config.credentials }, handlers, add)
  })
  const close = async () => {
    await worker.close()
    await background.settled()
    await database?.close()
  }
  return { app, close }
}

/** What cannot be started leaves no database open behind it. */
const prepared = async <Result>(
  prepare: () => Promise<Result>,
  database: { close(): Promise<void> } | null,
): Promise<Result> => {
  try {
    return await prepare()
  } catch (error) {
    await database?.close()
    throw error
  }
}

const createDeps = async (config: Config, overrides: Overrides, db: Database, logger: Logger) => {
  const now = overrides.now ?? (() => new Date())
  const outbound = boundedFetch({
    timeoutMs: config.limits.outboundSeconds * 1000,
    maxBytes: 256 * 1024,
    ...(overrides.fetch ? { fetch: overrides.fetch } : {}),
  })
  const timestamps = parsePem(config.timestamping.trustAnchors)
  const authority = firstAvailable(
    config.timestamping.urls.map((url) =>
      createRfc3161Client({
        url,
        fetch: outbound,
        trustAnchors: timestamps,
        timeoutMs: config.limits.outboundSeconds * 1000,
        maxBytes: 64 * 1024,
        randomBytes,
        now,
      }),
    ),
    { now },
  )
  const objects = createFileObjectStore(config.objects.directory)
  return {
    db,
    objects,
    vault: createVault(Buffer.from(config.keys.data, 'base64url')),
    keks: createKekStore(config.keys.kekDirectory),
    providers: await createProviders(config, outbound),
    tenant: config.tenant,
    environment: config.environment,
    relyingPartyOrigin: config.relyingPartyOrigin,
    timestampAuthority: watchTimestampAuthority(authority, now),
    issuingCa: createIssuingCa({
      chain: parsePem(config.issuingCa.certificates).map(({ der }) => der),
      privateKey: privateKeyOf(config.issuingCa.privateKey),
      organisation: config.issuingCa.organisation,
    }),
    seal: {
      privateKey: privateKeyOf(config.seal.privateKey),
      certificates: parsePem(config.seal.certificates).map(({ der }) => der),
    },
    trust: { signers: parsePem(config.signerTrustAnchors), timestamps },
    limits: config.limits,
    logger,
    now,
    passed: overrides.passed ?? (() => {}),
  } satisfies Omit<Deps, 'background'>
}
