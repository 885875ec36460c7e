import { createServer, type Server } from 'node:http'
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
  /** Holds CA and time-stamp key (mode 0600), so that yesterday's time stamps still verify. */
  readonly stateDirectory: string
  readonly environment?: string
  readonly now?: () => Date
  readonly random?: RandomBytes
  /** Used when the state directory is empty; P-256 by default. */
  readonly keyAlgorithm?: KeyAlgorithm
}

/** A running double. */
export interface RunningQtspMock extends Pick<QtspMock, 'caCertificatePem' | 'setFault'> {
  readonly url: string
  /** Where time-stamp requests go. */
  readonly timestampUrl: string
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
  const { host, port, stateDirectory, keyAlgorithm, ...rest } = options
  refuseProduction([options.environment, ...environmentNames()])
  refuseUnlessLoopback(host)
  const keys = await keysInDirectory(stateDirectory, {
    ...(keyAlgorithm === undefined ? {} : { algorithm: keyAlgorithm }),
    ...(rest.now === undefined ? {} : { now: rest.now() }),
    ...(rest.random === undefined ? {} : { random: rest.random }),
  })
  const { app, caCertificatePem, setFault } = await createQtspMock({ ...rest, keys })
  const server = createServer(app)
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${await listen(server, host, port)}`
  return { url, timestampUrl: `${url}/tsa`, caCertificatePem, setFault, close: () => close(server) }
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
