import express, { type Request, type Response } from 'express'

/** What a request is called (RFC 3161 §3.4). */
const queryType = 'application/timestamp-query'

const readBytes = express.raw({ type: queryType, limit: '16kb' })

/** Bytes of a time-stamp request of at most 16 kB, or the HTTP status that says why they are not taken. */
export function requestBody(request: Request, response: Response): Promise<Uint8Array | 413 | 415> {
  return new Promise((resolve) => {
    readBytes(request, response, (fault?: unknown) => {
      const body: unknown = request.body
      if (fault !== undefined) resolve(413)
      else resolve(body instanceof Uint8Array ? body : 415)
    })
  })
}
