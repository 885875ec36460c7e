import { createServer, type RequestListener } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { ServiceError } from '../errors.ts'

/** A server that listens. */
export interface Listening {
  /** Where it listens, e.g. `http://127.0.0.1:4100`. */
  readonly url: string
  readonly port: number
  /** Takes no new requests, lets those under way finish within the grace period, then breaks them off. */
  close(): Promise<void>
}

/**
 * Serves an application over HTTP.
 *
 * @param options.port 0 takes any free one.
 * @param options.graceMs how long requests under way may still take at the end. Default 10 s.
 * @throws ServiceError `ERR_LISTEN_PORT_TAKEN` naming the port, `ERR_LISTEN_REFUSED`
 *
 * @example
 * const { url, close } = await listen(app, { host: '127.0.0.1', port: 4100 })
 */
export async function listen(
  app: RequestListener,
  options: { readonly host: string; readonly port: number; readonly graceMs?: number },
): Promise<Listening> {
  const { host, graceMs = 10_000 } = options
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 300_000, maxHeaderSize: 32 * 1024 }, app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, host, options.port)))
    server.listen(options.port, host, resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    await Promise.race([closed, setTimeout(graceMs, undefined, { ref: false })])
    server.closeAllConnections()
    await closed
  }
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port, close }
}

function refusal(error: Error, host: string, port: number): ServiceError {
  const code = 'code' in error ? error.code : undefined
  return code === 'EADDRINUSE'
    ? new ServiceError('ERR_LISTEN_PORT_TAKEN', `port ${port} on ${host} is taken by another program`, { cause: error })
    : new ServiceError('ERR_LISTEN_REFUSED', `cannot listen on port ${port} of ${host}`, { cause: error })
}
