import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import { refusalPage } from '../pages/refusal-page.ts'
import { Refusal } from '../pipeline/refusal.ts'

/** Turns what was thrown into an answer for programs: `error` and `error_description` (RFC 6749 §5.2). */
export const answerFaultsAsJson: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error)
  if (error instanceof Refusal) {
    response.status(error.status).json({ error: error.error, error_description: error.message })
    return
  }
  // What went wrong may quote the request, so nothing of it is told. Express marks malformed requests with a status.
  const malformed = error instanceof Error && 'status' in error && error.status === 400
  response.status(malformed ? 400 : 500).json({ error: malformed ? 'invalid_request' : 'server_error' })
}

/** Turns what was thrown into a page for people. */
export async function answerFaultsAsPage(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (response.headersSent || !(error instanceof Refusal)) return next(error)
  response
    .status(400)
    .type('html')
    .send(await refusalPage(error))
}
