import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'

/** Crockford base 32: no letter that is mistaken for a digit, so that a person can read it out on the phone. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Gives every request a fresh random id (80 bits), told in `X-Request-Id` and on every log line. An id that
 * the caller sends is not believed.
 */
export function requestId(): RequestHandler {
  return (_request, response, next) => {
    const id = Array.from(randomBytes(16), (byte) => signs[byte % 32]).join('')
    response.locals['requestId'] = id
    response.setHeader('X-Request-Id', id)
    next()
  }
}

/** The id of the request that this response answers; empty when {@link requestId} did not run. */
export function requestIdOf(response: Response): string {
  const id: unknown = response.locals['requestId']
  return typeof id === 'string' ? id : ''
}

/** Lets the answer to this request name another reference than its id: that of the event that recorded it. */
export function setReference(response: Response, reference: string): void {
  response.locals['reference'] = reference
}

/** What a person reads out on the phone: as set, else the first eight signs of the request id, as `ABCD-EFGH`. */
export function referenceOf(response: Response): string {
  const set: unknown = response.locals['reference']
  if (typeof set === 'string') return set
  const id = requestIdOf(response)
  return id ? `${id.slice(0, 4)}-${id.slice(4, 8)}` : ''
}

/** The pattern of the route that answered (`/documents/:id`), never the path itself; `unmatched` otherwise. */
export function routeOf(response: Response): string {
  const pattern: unknown = response.locals['route'] ?? response.req.route?.path
  return typeof pattern === 'string' ? pattern : 'unmatched'
}
