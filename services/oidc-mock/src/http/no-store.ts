import type { RequestHandler } from 'express'

/** RFC 6749 §5.1, RFC 9700: nothing of a login is kept in a cache. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}
