import express, { type Express, type RequestHandler } from 'express'
import { ServiceError } from '../errors.ts'
import type { Logger } from '../log/logger.ts'
import { accessLog } from './access-log.ts'
import { requestId } from './context.ts'
import { type HealthChecks, healthRoutes } from './health.ts'
import type { ProblemStatuses } from './problem.ts'
import { problemHandler } from './problem-handler.ts'
import { apiHeaders } from './security-headers.ts'

/** The methods that an API of ours has. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** Adds a route: a pattern of Express (`/documents/:id`) and its handlers. */
export type AddRoute = (method: Method, path: string, ...handlers: RequestHandler[]) => void

/** What an API is made of. */
export interface ApiOptions {
  /** Full semantic version, sent as `API-Version` with every response. */
  readonly version: string
  readonly logger: Logger
  /** Statuses of this service's codes, above the table of kinds. */
  readonly statuses?: ProblemStatuses
  /** What must work for this instance to be ready; told at `/health/ready`. */
  readonly ready?: HealthChecks
}

/**
 * An Express application as every API of ours is: request ids, access log, headers, the routes that `define`
 * adds, health, and problems for everything else (404 for unknown paths and trailing slashes, 405 with `Allow`).
 *
 * @example
 * const app = createApi({ version: apiVersion, logger, statuses }, (route) => {
 *   route('post', '/signing/v1/signature-requests', jsonBody(), createRequest)
 * })
 */
export function createApi(options: ApiOptions, define: (route: AddRoute) => void): Express {
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing')
  app.set('query parser', 'simple')
  app.use(requestId(), accessLog(options.logger), apiHeaders(options.version))
  app.use(healthRoutes(options.ready ?? {}))
  const methods = new Map<string, string[]>()
  define((method, path, ...handlers) => {
    const mark: RequestHandler = (_request, response, next) => {
      response.locals['route'] = path
      next()
    }
    app[method](path, mark, ...handlers)
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])])
  })
  for (const [path, allowed] of methods) app.all(path, otherMethod(path, allowed))
  app.use((_request, _response, next) =>
    next(new ServiceError('ERR_HTTP_NOT_FOUND', 'there is nothing at this address')),
  )
  app.use(problemHandler(options))
  return app
}

/** RFC 9110 §9.3.7 and §15.5.6. */
function otherMethod(path: string, allowed: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.locals['route'] = path
    response.setHeader('Allow', allowed.join(', '))
    if (request.method === 'OPTIONS') response.status(204).end()
    else next(new ServiceError('ERR_HTTP_METHOD_NOT_ALLOWED', `this address takes ${allowed.join(', ')}`))
  }
}
