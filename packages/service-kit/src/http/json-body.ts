import express, { type RequestHandler } from 'express'
import { ServiceError } from '../errors.ts'

/** Bounds of a JSON body. */
export interface JsonBounds {
  /** Bytes. Default 100 KiB. */
  readonly maxBytes?: number
  /** Levels of arrays and objects. Default 16. */
  readonly maxDepth?: number
}

/**
 * Reads JSON bodies, bounded in size and depth; refuses other media types. A request without a body passes
 * with `body` undefined.
 *
 * @throws ServiceError (to the problem handler) `ERR_HTTP_MEDIA_TYPE`, `ERR_HTTP_BODY_TOO_LARGE`,
 * `ERR_HTTP_BODY_TOO_DEEP`, `ERR_HTTP_BODY_UNREADABLE`
 */
export function jsonBody({ maxBytes = 100 * 1024, maxDepth = 16 }: JsonBounds = {}): RequestHandler[] {
  return [
    requireMediaType('application/json'),
    express.json({
      limit: maxBytes,
      strict: true,
      verify: (_request, _response, bytes) => {
        if (depthOf(bytes) > maxDepth) throw new ServiceError('ERR_HTTP_BODY_TOO_DEEP', 'the JSON is nested too deep')
      },
    }),
  ]
}

/**
 * Refuses a body of any other media type, parameters aside.
 *
 * @throws ServiceError (to the problem handler) `ERR_HTTP_MEDIA_TYPE`
 */
export function requireMediaType(mediaType: string): RequestHandler {
  return (request, _response, next) => {
    // `is` answers null when there is no body, false when the type differs or an empty body has none.
    if (request.is(mediaType) !== false || request.headers['content-length'] === '0') return next()
    next(new ServiceError('ERR_HTTP_MEDIA_TYPE', `this operation takes ${mediaType}`))
  }
}

/** The nesting of JSON, counted in its bytes before anything recursive sees it. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]
    if (inText) {
      if (byte === 0x5c) index += 1
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return deepest
}
