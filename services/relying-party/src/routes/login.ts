import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import { hasDuplicate, parametersOf, rawQuery } from '../http/callback-query.ts'
import { requireForm, requireInvitation, requireOwnOrigin, requireProvider } from '../http/require.ts'
import { createSingleFlight } from '../http/single-flight.ts'
import { visitOf } from '../http/visit.ts'
import { askedAssurance } from '../login/asked-assurance.ts'
import { type BegunLogin, sha256Of, stateSuffix } from '../login/login-cookie.ts'
import { aboutProvider } from '../problem/answer-problem.ts'
import type { Invitation } from '../session/invitation.ts'
import type { Session } from '../session/session.ts'

/** Longest query of a callback, in characters. */
const longestQuery = 8192

/** Protocol step 3: identification. */
export const loginRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })
  const flights = createSingleFlight<{ url: string; login: BegunLogin }>()

  router.post('/login/:provider', async (request, response) => {
    const visit = visitOf(response)
    const invitation = requireInvitation(visit)
    requireForm(deps, visit, request)
    const { id } = requireProvider(deps, request.params['provider'])
    aboutProvider(response, { provider: id, assurance: null })
    const { url, login } = await flights.run(`${invitation.id} ${id}`, () => begin(deps, invitation, id))
    const until = new Date(deps.now().getTime() + deps.config.limits.loginSeconds * 1000)
    await deps.cookies.login.write(response, login, until, stateSuffix(sha256Of(login.checks.state)))
    response.redirect(303, url)
  })

  router.get('/callback/login/:provider', async (request, response) => {
    const visit = visitOf(response)
    const { id, login: client } = requireProvider(deps, request.params['provider'])
    const query = rawQuery(request.originalUrl)
    const parameters = parametersOf(query)
    const state = parameters.find(({ name }) => name === 'state')?.value ?? ''
    const suffix = stateSuffix(sha256Of(state))
    const login = await deps.cookies.login.read(request, suffix)
    if (login === null || login.checks.state !== state || login.provider !== id) {
      // Back or Reload after a login that succeeded.
      if (visit.session !== null) return response.redirect(303, '/read')
      throw new RelyingPartyError('ERR_LOGIN_STATE', 'the callback belongs to no login of this browser')
    }
    // Used once, whatever comes of it.
    deps.cookies.login.clear(response, suffix)
    aboutProvider(response, { provider: id, assurance: login.assurance })
    if (hasDuplicate(parameters) || query.length > longestQuery) {
      throw new RelyingPartyError('ERR_LOGIN_PARAMETERS', 'a parameter came twice, or there is too much')
    }
    const invitation = requireInvitation(visit)
    // What was pushed for it has been used (RFC 9126 §7.3): the next try pushes anew.
    flights.forget(`${invitation.id} `)
    if (invitation.signerId !== login.signerId) {
      throw new RelyingPartyError('ERR_LOGIN_STATE', 'another link was opened meanwhile')
    }
    const session = await identify(deps, login, await client.complete(query, login.checks))
    await deps.sessions.cookie.write(response, session, deps.sessions.idleEnd(session))
    deps.cookies.notice.clear(response)
    response.redirect(303, '/read')
  })
  return router
}

const begin = async (deps: Deps, { requestId, signerId }: Invitation, id: string) => {
  const provider = requireProvider(deps, id)
  const { body: opened } = await deps.signing.call('openIdentification', {
    params: { requestId, signerId },
    body: { provider: id },
  })
  const { url, checks } = await provider.login.begin(opened)
  const login: BegunLogin = {
    provider: id,
    requestId,
    signerId,
    identificationId: opened.id,
    assurance: askedAssurance(opened.acrValues),
    checks: { ...checks, acrValues: [...checks.acrValues] },
  }
  return { url: requireOwnOrigin(provider, url.href), login }
}

/** The signing service decides who it is, by the raw token. A new session at each authentication. */
const identify = async (deps: Deps, login: BegunLogin, idToken: string): Promise<Session> => {
  const { requestId, signerId, identificationId, provider, assurance } = login
  const { body } = await deps.signing.call('completeIdentification', {
    params: { requestId, signerId, identificationId },
    body: { idToken },
  })
  const absolute = deps.now().getTime() + deps.config.limits.sessionSeconds * 1000
  return {
    id: randomBytes(16).toString('base64url'),
    requestId,
    signerId,
    provider,
    assurance,
    signerSession: body.session,
    expiresAt: new Date(Math.min(absolute, Date.parse(body.sessionExpiresAt))).toISOString(),
    shown: null,
  }
}
