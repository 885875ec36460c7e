import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KeyAlgorithm } from './authority/key-pair.ts'
import { keysInDirectory } from './authority/keys-in-directory.ts'
import { environmentNames } from './config.ts'
import { refuseProduction, refuseUnlessLoopback } from './local-only.ts'
import { createQtspMock, type QtspMock } from './qtsp-mock.ts'
import type { RandomBytes } from './random-bytes.ts'
import { QtspMockError } from './startup-error.ts'

/** Where the double runs. */
export interface StartQtspMockOptions {
  /** Loopback interface to listen on, such as `127.0.0.1`. */
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Holds the keys (mode 0600), so that yesterday's time stamps and signers still verify, on another port too. */
  readonly stateDirectory: string
  readonly environment?: string
  readonly now?: () => Date
  readonly random?: RandomBytes
  /** Of the authorities, used when the state directory is empty; P-256 by default. */
  readonly keyAlgorithm?: KeyAlgorithm
  /** Of the time-stamping unit, used when the state directory is empty; as the authorities by default. */
  readonly tsaAlgorithm?: KeyAlgorithm
  /** Days that time-stamp certificates are valid; ten years by default. */
  readonly tsaValidity?: number
}

/** A running double. */
export interface RunningQtspMock extends Omit<QtspMock, 'app'> {
  readonly url: string
  /** Where time-stamp requests go. */
  readonly timestampUrl: string
  /** A second time-stamp authority with its own key, which never lies. */
  readonly secondTimestampUrl: string
  /** Stops listening and drops every connection. */
  close(): Promise<void>
}

/**
 * Starts the double on a loopback port.
 *
 * @throws QtspMockError `ERR_QTSP_MOCK_PORT_TAKEN` (names the port), `ERR_QTSP_MOCK_PRODUCTION`,
 * `ERR_QTSP_MOCK_NOT_LOCAL`, `ERR_QTSP_MOCK_CONFIG`
 *
 * @example
 * const tsa = await startQtspMock({ host: '127.0.0.1', port: 4300, stateDirectory: '.waarmerk/qtsp-mock' })
 * // … POST application/timestamp-query to tsa.timestampUrl, trust tsa.caCertificatePem
 * await tsa.close()
 */
export async function startQtspMock(options: StartQtspMockOptions): Promise<RunningQtspMock> {
  const { host, port, stateDirectory, keyAlgorithm, tsaAlgorithm, ...rest } = options
  refuseProduction([options.environment, ...environmentNames()])
  refuseUnlessLoopback(host)
  const keys = await keysInDirectory(stateDirectory, {
    ...(keyAlgorithm === undefined ? {} : { algorithm: keyAlgorithm }),
    ...(tsaAlgorithm === undefined ? {} : { tsaAlgorithm }),
    ...(rest.now === undefined ? {} : { now: rest.now() }),
    ...(rest.random === undefined ? {} : { random: rest.random }),
  })
  // Certificates name the address, and a free port is known once it is taken: who asks meanwhile waits.
  const ready = Promise.withResolvers<RequestListener>()
  const server = createServer((request, response) => {
    void ready.promise.then((app) => app(request, response))
  })
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${await listen(server, host, port)}`
  const { app, ...mock } = await createQtspMock({ ...rest, keys, baseUrl: url }).catch(async (error: unknown) => {
    await close(server)
    throw error
  })
  ready.resolve(app)
  return {
    ...mock,
    url,
    timestampUrl: `${url}/tsa`,
    secondTimestampUrl: `${url}/tsa2`,
    close: () => close(server),
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

function portTaken(host: string, port: number, cause: Error): QtspMockError {
  const message = `Port ${port} on ${host} is in use by another program; the time-stamp authority needs it`
  return new QtspMockError('ERR_QTSP_MOCK_PORT_TAKEN', message, { cause })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
