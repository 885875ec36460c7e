import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { RegisteredClient } from '../client.ts'

/**
 * Headers of every answer. `form-action` lists the clients' origins beside our own: Chromium applies
 * it to the redirect that follows a form too, so with `'self'` alone nobody would get back.
 */
export function securityHeaders(clients: Iterable<RegisteredClient>): RequestHandler {
  const redirectUris = [...clients].flatMap((client) => client.redirectUris)
  const origins = new Set(redirectUris.map((uri) => new URL(uri).origin))
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...origins],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Over plain http on this machine; a host name shared with other programs must not be pinned to https.
    strictTransportSecurity: false,
  })
}
