import express, { type Request, type Response } from 'express'
import { type Parameters, readParameters } from '../pipeline/parameters.ts'
import { Refusal } from '../pipeline/refusal.ts'

const readText = express.text({ type: 'application/x-www-form-urlencoded', limit: '16kb' })

/**
 * Parameters of a form body of at most 16 kB.
 *
 * @throws Refusal `content-type` when it is larger or something else
 */
export function formParameters(request: Request, response: Response): Promise<Parameters> {
  return new Promise((resolve, reject) => {
    readText(request, response, (fault?: unknown) => {
      const body: unknown = request.body
      if (fault !== undefined || typeof body !== 'string') reject(new Refusal('content-type'))
      else resolve(readParameters(body))
    })
  })
}

/** Parameters of the query string. */
export function queryParameters(request: Request): Parameters {
  const start = request.originalUrl.indexOf('?')
  return readParameters(start === -1 ? '' : request.originalUrl.slice(start + 1))
}
