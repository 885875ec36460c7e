/** The cookies of a request (RFC 6265 §5.4), by name; the first of a name counts. Values are untrusted. */
export const readCookies = (header: string | undefined): ReadonlyMap<string, string> => {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/**
 * A `Set-Cookie` header. `__Host-`: only this host, only with Secure, for every path, no Domain (RFC 6265bis §4.1.3).
 * Lax and not Strict: the callbacks are navigations that another site starts.
 *
 * @param maxAgeSeconds left out: until the browser closes; 0: away with it
 */
export const setCookie = (name: `__Host-${string}`, value: string, maxAgeSeconds?: number): string =>
  [
    `${name}=${value}`,
    'Path=/',
    'HttpOnly',
    'Secure',
    'SameSite=Lax',
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
  ].join('; ')
