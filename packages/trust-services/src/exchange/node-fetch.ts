import type { IncomingMessage } from 'node:http'
import type { HttpAnswer, HttpFetch } from './http-fetch.ts'

/**
 * A transport on `node:http` and `node:https`, which are loaded on use: for programs that make one or two requests and
 * end, as the global `fetch` takes four times as much work and memory for its first request. No proxies, no compression.
 *
 * @throws what node:http throws: no connection, a broken one, the signal's abort
 * @example
 * const tsa = createRfc3161Client({ url, fetch: nodeFetch, trustAnchors, timeoutMs: 5000, maxBytes: 65_536, randomBytes })
 */
export const nodeFetch: HttpFetch = async (url, { method, headers, body, signal }) => {
  const { protocol } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError(`not HTTP: ${protocol}`)
  // Not import(): that looks at every export of node:http, and one of them loads all of the global fetch.
  const { request } = process.getBuiltinModule(protocol === 'https:' ? 'node:https' : 'node:http')
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const length = body === undefined ? {} : { 'content-length': String(body.length) }
  const outgoing = request(url, { method, headers: { ...headers, ...length }, signal })
  outgoing.once('response', resolve)
  // Not once: an abort after the answer began is reported here as well.
  outgoing.on('error', reject)
  outgoing.end(body)
  return answerOf(await promise)
}

const answerOf = (incoming: IncomingMessage): HttpAnswer => ({
  status: incoming.statusCode ?? 0,
  headers: {
    get(name) {
      const value = incoming.headers[name.toLowerCase()]
      return (Array.isArray(value) ? value[0] : value) ?? null
    },
  },
  body: incoming,
})
