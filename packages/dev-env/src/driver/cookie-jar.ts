/** The cookies of one browser, with the rules of RFC 6265bis that matter between two local sites. */
export interface CookieJar {
  /** Takes what an answer sets. What breaks the rules is dropped, as a browser does. */
  store(url: URL, setCookie: readonly string[], now: Date): void
  /** The `Cookie` header of a navigation, undefined when none applies. `from` is the page that began it. */
  header(url: URL, navigation: { readonly method: string; readonly from: URL | null }, now: Date): string | undefined
}

interface Cookie {
  readonly host: string
  readonly name: string
  readonly value: string
  readonly path: string
  readonly secure: boolean
  readonly sameSite: 'strict' | 'lax' | 'none'
  readonly expires: number
}

/** @example const jar = createCookieJar(); jar.store(url, response.headers.getSetCookie(), new Date()) */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>()
  return {
    store(url, setCookie, now) {
      for (const line of setCookie) {
        const cookie = readCookie(url, line, now)
        if (cookie) cookies.set(`${cookie.host}\n${cookie.path}\n${cookie.name}`, cookie)
      }
    },
    header(url, navigation, now) {
      const sent = [...cookies.values()].filter((cookie) => applies(cookie, url, navigation, now))
      return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
  }
}

/** RFC 6265bis §5.5 and §5.6; host-only, because nobody here has a domain to share. */
function readCookie(url: URL, line: string, now: Date): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim())
  const split = pair.indexOf('=')
  if (split < 1) return undefined
  const attributes = new Map(rest.map((part) => attribute(part)))
  const name = pair.slice(0, split)
  const secure = attributes.has('secure')
  const path = attributes.get('path')?.startsWith('/') ? (attributes.get('path') ?? '/') : defaultPath(url)
  const hostPrefix = name.startsWith('__Host-')
  if ((hostPrefix || name.startsWith('__Secure-')) && !secure) return undefined
  if (hostPrefix && (attributes.has('domain') || attributes.get('path') !== '/')) return undefined
  if (secure && !isTrustworthy(url)) return undefined
  const sameSite = attributes.get('samesite')?.toLowerCase()
  return {
    host: url.hostname,
    name,
    value: pair.slice(split + 1),
    path,
    secure,
    sameSite: sameSite === 'strict' || sameSite === 'none' ? sameSite : 'lax',
    expires: expiry(attributes, now),
  }
}

function attribute(part: string): [string, string] {
  const split = part.indexOf('=')
  const name = split === -1 ? part : part.slice(0, split)
  return [name.trim().toLowerCase(), split === -1 ? '' : part.slice(split + 1).trim()]
}

function expiry(attributes: ReadonlyMap<string, string>, now: Date): number {
  const maxAge = Number(attributes.get('max-age') ?? Number.NaN)
  if (Number.isFinite(maxAge)) return now.getTime() + maxAge * 1000
  const date = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(date) ? Number.POSITIVE_INFINITY : date
}

function defaultPath({ pathname }: URL): string {
  return pathname.slice(0, Math.max(1, pathname.lastIndexOf('/')))
}

function applies(cookie: Cookie, url: URL, navigation: { method: string; from: URL | null }, now: Date): boolean {
  if (cookie.host !== url.hostname || cookie.expires <= now.getTime()) return false
  if (cookie.secure && !isTrustworthy(url)) return false
  if (url.pathname !== cookie.path && !url.pathname.startsWith(cookie.path.replace(/\/?$/, '/'))) return false
  // Ports do not divide sites; localhost and 127.0.0.1 are two.
  const crossSite = navigation.from !== null && navigation.from.hostname !== url.hostname
  return !crossSite || cookie.sameSite === 'none' || (cookie.sameSite === 'lax' && navigation.method === 'GET')
}

/** Secure Contexts §3.1: https, or this machine. */
function isTrustworthy(url: URL): boolean {
  return url.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}
