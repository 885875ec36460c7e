import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The headers of every answer (OWASP ASVS 3.4). `form-action` names the origins of the providers too: Chromium applies it
 * to the redirect that follows a form. No inline script or style, no other origin for anything.
 */
export const pageHeaders = (formOrigins: readonly string[], { https }: { https: boolean }): RequestHandler => {
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // pdf.js draws pictures of the document from data: and blob: addresses.
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'", ...formOrigins],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // Not `no-referrer`: that makes browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xXssProtection: false,
  })
  return (request, response, next) => {
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    secure(request, response, next)
  }
}
