import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What an authority does with a request. */
export type Behaviour = (query: Uint8Array, response: ServerResponse, request: IncomingMessage) => void | Promise<void>

/** A web server that behaves, or misbehaves, as told. */
export interface HttpAuthority extends AsyncDisposable {
  readonly url: string
  /** Requests so far. */
  readonly requests: readonly IncomingMessage[]
  /** Connections that are still open. */
  openConnections(): Promise<number>
}

/** Starts one on a free port of this machine. */
export async function httpAuthority(behaviour: Behaviour): Promise<HttpAuthority> {
  const requests: IncomingMessage[] = []
  const server = createServer(async (request, response) => {
    requests.push(request)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    await behaviour(Buffer.concat(chunks), response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    requests,
    openConnections: () =>
      new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n)))),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers as RFC 3161 §3.4 wants. */
export function reply(response: ServerResponse, body: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body)
}
