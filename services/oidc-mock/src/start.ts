import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import type { ClientRegistration } from './client.ts'
import { environmentNames } from './config.ts'
import { keysInDirectory } from './keys/keys-in-directory.ts'
import { publicJwks } from './keys/provider-keys.ts'
import { refuseProduction, refuseUnlessLocal, refuseUnlessLoopback } from './local-only.ts'
import { createOidcMock } from './oidc-mock.ts'
import type { Persona } from './personas.ts'
import type { Ledger } from './provider/ledger.ts'
import { OidcMockError } from './startup-error.ts'

/** Where and for whom the double runs. */
export interface StartOidcMockOptions {
  /** Loopback interface to listen on, such as `127.0.0.1`. */
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** By default `http://<host>:<port>` with the port that was really taken. */
  readonly issuer?: string
  /** Holds the signing key (mode 0600), so that yesterday's tokens still verify. */
  readonly stateDirectory: string
  readonly clients: readonly ClientRegistration[]
  readonly environment?: string
  readonly now?: () => Date
  readonly personas?: readonly Persona[]
}

/** A running double. */
export interface RunningOidcMock {
  /** The issuer. */
  readonly url: string
  /** The public keys, as `jwks_uri` serves them. */
  readonly jwks: { readonly keys: readonly JWK[] }
  readonly ledger: Ledger
  /** Stops listening and drops every connection. */
  close(): Promise<void>
}

/**
 * Starts the double on a loopback port.
 *
 * @throws OidcMockError `ERR_OIDC_MOCK_PORT_TAKEN` (names the port), `ERR_OIDC_MOCK_PRODUCTION`,
 * `ERR_OIDC_MOCK_NOT_LOCAL`, `ERR_OIDC_MOCK_CONFIG`
 *
 * @example
 * const op = await startOidcMock({ host: '127.0.0.1', port: 4200, stateDirectory: '.waarmerk/op', clients })
 * // … discovery at `${op.url}/.well-known/openid-configuration`
 * await op.close()
 */
export async function startOidcMock(options: StartOidcMockOptions): Promise<RunningOidcMock> {
  const { host, port, stateDirectory, ...rest } = options
  refuseProduction([options.environment, ...environmentNames()])
  refuseUnlessLoopback(host)
  // Before anything is written or a port is taken.
  if (options.issuer !== undefined) refuseUnlessLocal(options.issuer, [])
  const keys = await keysInDirectory(stateDirectory)
  const server = createServer()
  const taken = await listen(server, host, port)
  try {
    const issuer = options.issuer ?? `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
    const { app, ledger } = createOidcMock({ ...rest, issuer, keys })
    server.on('request', app)
    return { url: issuer, jwks: publicJwks(keys), ledger, close: () => close(server) }
  } catch (error) {
    await close(server)
    throw error
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(cause.code === 'EADDRINUSE' ? portTaken(host, port, cause) : cause)
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

function portTaken(host: string, port: number, cause: Error): OidcMockError {
  const message = `Port ${port} on ${host} is in use by another program; the OpenID Provider needs it`
  return new OidcMockError('ERR_OIDC_MOCK_PORT_TAKEN', message, { cause })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
