import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The headers of every API response (NL API Design Rules, /core/transport/security-headers), and
 * `API-Version` with the full version (/core/version-header). Errors and unknown paths included, so this
 * comes before anything that can answer.
 *
 * @param version full semantic version of the API, e.g. `1.0.0`.
 */
export function apiHeaders(version: string): RequestHandler {
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
    // Of no use to an API, and its value `0` only raises questions.
    xXssProtection: false,
  })
  return (request, response, next) => {
    response.setHeader('API-Version', version)
    response.setHeader('Cache-Control', 'no-store')
    secure(request, response, next)
  }
}
