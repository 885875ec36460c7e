import { performance } from 'node:perf_hooks'
import type { RequestHandler } from 'express'
import type { Logger } from '../log/logger.ts'
import { referenceOf, requestIdOf, routeOf } from './context.ts'

/**
 * Writes one line per request without personal data: no path, query, address or agent. Health checks only
 * when they fail.
 */
export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now()
    response.once('close', () => {
      const route = routeOf(response)
      const { statusCode: status } = response
      if (route.startsWith('/health') && status < 400) return
      logger.info('request', {
        requestId: requestIdOf(response),
        reference: referenceOf(response),
        method: request.method,
        route,
        status,
        ms: Math.round(performance.now() - start),
        ...(typeof response.locals['code'] === 'string' && { code: response.locals['code'] }),
        ...(response.writableFinished ? {} : { aborted: true }),
      })
    })
    next()
  }
}
