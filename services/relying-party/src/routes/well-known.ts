import { Router } from 'express'
import type { Deps } from '../deps.ts'

const month = 30 * 24 * 3_600_000

/** `security.txt` (RFC 9116): where to report a vulnerability. */
export const wellKnownRoutes = ({ config, now }: Deps): Router => {
  const router = Router()
  router.get('/.well-known/security.txt', (_request, response) => {
    const expires = new Date(now().getTime() + 6 * month).toISOString()
    const lines = [
      `Contact: ${config.securityContact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: nl, en',
      `Canonical: ${config.origin}/.well-known/security.txt`,
    ]
    response.type('text/plain').send(`${lines.join('\n')}\n`)
  })
  return router
}
