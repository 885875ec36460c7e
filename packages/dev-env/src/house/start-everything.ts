import { startOidcMock } from '@waarmerk/oidc-mock'
import { startQtspMock } from '@waarmerk/qtsp-mock'
import * as relyingParty from '@waarmerk/relying-party'
import { createLogger, type Logger, silentLogger } from '@waarmerk/service-kit'
import * as signing from '@waarmerk/signing'
import { openStateDirectory, type StateDirectory } from '../state/state-directory.ts'
import type { Addresses } from './addresses.ts'
import { clientRegistrations } from './clients.ts'
import { type Closers, createClosers } from './closers.ts'
import { damagedState } from './damaged-state.ts'
import { prepareDatabase } from './database-template.ts'
import { named, takeDoor } from './door.ts'
import type { Ports } from './ports.ts'
import { relyingPartyConfig } from './relying-party-config.ts'
import { signingConfig } from './signing-config.ts'

/** How the house is started. */
export interface HouseOptions {
  readonly stateDirectory: string
  /** First remove what is kept there. */
  readonly reset?: boolean
  /** The state is thrown away afterwards, and there will be a next time. */
  readonly temporary?: boolean
  readonly ports: Ports
  /** Told what is done next, one short line each. */
  readonly progress?: (line: string) => void
  /** Takes the services' log lines (JSON, redacted); without it nothing is logged. */
  readonly log?: { write(line: string): void }
}

/** Everything, running in this process. */
export interface House {
  readonly addresses: Addresses
  /** Bearer credential of the municipality's back end. Secret. */
  readonly backEndCredential: string
  /** Public keys of the OpenID Provider, as anyone can fetch them from it. */
  readonly openIdProviderJwks: object
  /** PEM: the authority of the one-time certificates, then that of the time stamps. */
  readonly trustAnchors: string
  /** Stops everybody, the last started first. */
  close(): Promise<void>
}

/**
 * Starts OpenID Provider, time-stamp authority, signing service and relying party in one process, in the order in
 * which they need each other. When one does not start, those that did are closed.
 *
 * @throws DevEnvError `ERR_DEV_ENV_PORT_TAKEN`, `ERR_DEV_ENV_ALREADY_RUNNING`, `ERR_DEV_ENV_STATE_DAMAGED`,
 * `ERR_DEV_ENV_STATE_UNUSABLE`
 *
 * @example
 * const house = await startEverything({ stateDirectory: '.waarmerk', ports: demoPorts, progress: console.log })
 * // … open house.addresses.relyingParty
 * await house.close()
 */
export async function startEverything(options: HouseOptions): Promise<House> {
  const closers = createClosers()
  try {
    return await startAll(options, closers)
  } catch (error) {
    await closers.close().catch(() => {})
    throw damagedState(error) ?? error
  }
}

async function startAll(options: HouseOptions, closers: Closers): Promise<House> {
  const { ports, progress = () => {} } = options
  const ready = (who: string, url: string) => progress(`${who} ready on ${new URL(url).host}`)
  const logger = (service: string) => (options.log ? createLogger({ service, destination: options.log }) : silentLogger)
  const closing = <Started extends { close(): Promise<void> }>(started: Started): Started => {
    closers.add(() => started.close())
    return started
  }
  // All ports first: a taken one is told before anything is made.
  const pages = closing(await takeDoor('relying-party', ports['relying-party']))
  const api = closing(await takeDoor('signing', ports.signing))
  const origins = { relyingParty: `http://localhost:${pages.port}`, signing: `http://127.0.0.1:${api.port}` }

  const state = await openStateDirectory(options.stateDirectory, { reset: options.reset ?? false })
  closers.add(() => state.release())
  const provider = closing(await openIdProvider(state, origins.relyingParty, ports['openid-provider']))
  ready('OpenID Provider', provider.url)
  const timestamps = closing(await timestampAuthority(state, ports['timestamp-authority']))
  ready('time-stamp authority', timestamps.url)
  const addresses: Addresses = {
    ...origins,
    openIdProvider: provider.url,
    timestampAuthority: timestamps.timestampUrl,
  }
  const tsaAnchor = timestamps.caCertificatePem

  await prepareDatabase(state.database, { make: options.temporary ?? false })
  api.open(closing(await signingService(state, addresses, tsaAnchor, logger('signing'))).app)
  ready('signing service', addresses.signing)
  pages.open(citizenPages(state, addresses, logger('relying-party')))
  ready('relying party', addresses.relyingParty)
  return {
    addresses,
    backEndCredential: state.keys.backEndCredential,
    openIdProviderJwks: provider.jwks,
    trustAnchors: [state.keys.issuingCa.certificate, tsaAnchor].map((pem) => `${pem.trim()}\n`).join(''),
    close: () => closers.close(),
  }
}

const openIdProvider = ({ openIdProvider: stateDirectory, keys }: StateDirectory, origin: string, port: number) =>
  named('openid-provider', port, () =>
    startOidcMock({ host: '127.0.0.1', port, stateDirectory, clients: clientRegistrations(origin, keys) }),
  )

const timestampAuthority = ({ timestampAuthority: stateDirectory }: StateDirectory, port: number) =>
  named('timestamp-authority', port, () => startQtspMock({ host: '127.0.0.1', port, stateDirectory }))

const signingService = (state: StateDirectory, at: Addresses, timestampTrustAnchors: string, logger: Logger) =>
  signing.createApp(signing.configSchema.parse(signingConfig(state, at, timestampTrustAnchors)), { logger })

const citizenPages = ({ keys }: StateDirectory, at: Addresses, logger: Logger) =>
  relyingParty.createApp(relyingParty.configSchema.parse(relyingPartyConfig(keys, at)), { logger })
