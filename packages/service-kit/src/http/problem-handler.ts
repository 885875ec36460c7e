import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from '../log/logger.ts'
import { referenceOf, requestIdOf, routeOf } from './context.ts'
import { type ProblemStatuses, toProblem } from './problem.ts'

/**
 * Answers every error as `application/problem+json` (RFC 9457). Defects are logged whole, failures from
 * outside as warnings; what callers and persons do wrong is one code on the access log.
 */
export function problemHandler(options: {
  readonly logger: Logger
  readonly statuses?: ProblemStatuses
}): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { problem, retryAfter } = toProblem(error, options.statuses)
    response.locals['code'] = problem.code
    tell(options.logger, error, problem.status, response)
    // Half an answer cannot become a problem any more; breaking the connection is the honest end.
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter))
    const body = { ...problem, reference: referenceOf(response) }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(body))
  }
}

function tell(logger: Logger, error: unknown, status: number, response: Response): void {
  const fields = { requestId: requestIdOf(response), route: routeOf(response), error }
  if (status === 500) logger.error('request failed on our side', fields)
  else if (status > 500) logger.warn('request failed outside', fields)
}
