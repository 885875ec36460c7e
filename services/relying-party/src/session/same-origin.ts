import type { Request } from 'express'

/**
 * Whether a POST comes from one of our own pages: Fetch Metadata, and Origin (OWASP ASVS 3.5.1, 3.5.3). Every browser
 * sends at least one of the two on a POST; without both it is refused.
 */
export const isSameOrigin = (request: Request, publicOrigin: string): boolean => {
  const site = request.get('sec-fetch-site')
  const origin = request.get('origin')
  if (site === undefined && origin === undefined) return false
  return (site === undefined || site === 'same-origin') && (origin === undefined || origin === publicOrigin)
}
