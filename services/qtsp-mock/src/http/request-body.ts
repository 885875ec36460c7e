import express, { type Request, type Response } from 'express'

/** Reads the body of a request: its bytes, at most 16 kB, or the HTTP status that says why they are not taken. */
export type ReadBody = (request: Request, response: Response) => Promise<Uint8Array | 413 | 415>

/** A reader of bodies of this content type. */
export function bodyReader(contentType: string): ReadBody {
  const readBytes = express.raw({ type: contentType, limit: '16kb' })
  return (request, response) =>
    new Promise((resolve) => {
      readBytes(request, response, (fault?: unknown) => {
        const body: unknown = request.body
        if (fault !== undefined) resolve(413)
        else resolve(body instanceof Uint8Array ? body : 415)
      })
    })
}
