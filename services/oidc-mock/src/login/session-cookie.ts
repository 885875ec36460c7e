import type { Request, Response } from 'express'
import { lifetimes } from '../lifetimes.ts'
import { seconds } from '../provider/clock.ts'
import type { Provider, SsoSession } from '../provider/provider.ts'
import { randomName } from '../provider/random-name.ts'

/** Name of the cookie that remembers a login; `__Host-` keeps it on this host and path. */
const sessionCookie = '__Host-oidc-mock-session'

/** The login that this browser made earlier, if any is remembered. */
export function readSession(provider: Provider, request: Request): SsoSession | undefined {
  const name = cookieValue(request.headers.cookie ?? '')
  return name === undefined ? undefined : provider.sessions.get(name)
}

/**
 * Remembers a login that happened now, under a new name (against session fixation). The old name is
 * forgotten. Lax, because the browser comes from the relying party's site.
 */
export function startSession(
  provider: Provider,
  request: Request,
  response: Response,
  persona: SsoSession['persona'],
): SsoSession {
  provider.sessions.take(cookieValue(request.headers.cookie ?? '') ?? '')
  const session = { persona, authTime: seconds(provider.now()) }
  const name = randomName()
  provider.sessions.set(name, session)
  response.cookie(sessionCookie, name, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
    maxAge: lifetimes.session * 1000,
  })
  return session
}

function cookieValue(header: string): string | undefined {
  const cookies = header.split('; ').map((pair) => pair.split('='))
  return cookies.find(([name]) => name === sessionCookie)?.[1]
}
