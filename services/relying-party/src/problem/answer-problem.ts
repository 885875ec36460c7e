import { referenceOf, requestIdOf, routeOf, setReference } from '@waarmerk/service-kit'
import { SigningClientError } from '@waarmerk/signing-contract'
import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { show } from '../http/show.ts'
import { type Visit, visitOf } from '../http/visit.ts'
import { problemPage } from '../pages/problem-page.ts'
import { type ProviderTexts, providerTexts } from '../texts/provider-texts.ts'
import type { Notice } from './notice.ts'
import { outcomeFor, problemOf } from './problem-table.ts'

const noticeMinutes = 30

/**
 * Answers every failure with its page. One that came from a form or a callback is kept in a sealed cookie and shown by
 * `GET /problem`: reloading and switching the language repeat nothing, and nothing of a callback stays in the address.
 */
export const answerProblem =
  (deps: Deps): ErrorRequestHandler =>
  async (error: unknown, request, response, _next) => {
    const visit = visitOf(response)
    const notice = noticeOf(response, visit, error)
    response.locals['code'] = notice.code
    tell(deps, error, notice, response)
    // Without a valid signer session at the signing service, ours is of no use either.
    if (!response.headersSent && outcomeFor(notice) === 'sessionExpired') deps.sessions.cookie.clear(response)
    if (response.headersSent) {
      response.destroy()
      return
    }
    if (wantsJson(request)) {
      response.status(notice.kind === 'person' ? 401 : 503).json({ code: notice.code })
      return
    }
    if (outcomeFor(notice) === 'receipt' && request.path !== '/receipt') {
      response.redirect(303, '/receipt')
      return
    }
    if (request.method === 'GET' && !request.path.startsWith('/callback/')) {
      await showProblem(deps, response, visit, notice)
      return
    }
    await deps.cookies.notice.write(response, notice, new Date(deps.now().getTime() + noticeMinutes * 60_000))
    response.redirect(303, '/problem')
  }

/** Shows the page of a failure. */
export const showProblem = async (deps: Deps, response: Response, visit: Visit, notice: Notice): Promise<void> => {
  const outcome = outcomeFor(notice)
  const shown = outcome === 'sessionExpired' ? { ...visit, session: null } : visit
  await show(
    deps,
    response,
    shown,
    problemPage(shown, {
      code: notice.code,
      page: outcome === 'receipt' ? 'unavailable' : outcome,
      provider: textsOf(deps, visit, notice.provider),
      assurance: notice.assurance ?? visit.session?.assurance ?? 'substantial',
      reference: notice.reference,
    }),
  )
}

/** What a handler knows of the provider, for the page of a failure. */
export const aboutProvider = (
  response: Response,
  about: { readonly provider: string; readonly assurance: Notice['assurance'] },
): void => {
  response.locals['about'] = about
}

const noticeOf = (response: Response, visit: Visit, error: unknown): Notice => {
  const { code, kind, reference } = problemOf(error)
  if (reference !== null) setReference(response, reference)
  const about = response.locals['about'] as { provider: string; assurance: Notice['assurance'] } | undefined
  return {
    code,
    kind,
    reference: reference ?? (kind === 'person' ? null : referenceOf(response)),
    provider: about?.provider ?? visit.session?.provider ?? null,
    assurance: about?.assurance ?? visit.session?.assurance ?? null,
  }
}

const textsOf = ({ config, providers }: Deps, visit: Visit, id: string | null): ProviderTexts => {
  const only = config.providers.length === 1 ? config.providers[0] : undefined
  const key = (id === null ? only : providers.get(id))?.textKey ?? 'other'
  const known = Object.hasOwn(providerTexts, key)
    ? providerTexts[key as keyof typeof providerTexts]
    : providerTexts.other
  return known[visit.text.language]
}

const wantsJson = (request: Request): boolean => request.get('accept') === 'application/json'

// Only codes and kinds: a library's own error may carry claims or a response.
const tell = (deps: Deps, error: unknown, { code, kind, reference }: Notice, response: Response): void => {
  const fields = { requestId: requestIdOf(response), route: routeOf(response), code, kind, reference }
  if (kind === 'defect') {
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 8) : []
    deps.logger.error('page failed on our side', { ...fields, type: error instanceof Error ? error.name : '', stack })
  } else if (kind === 'upstream') {
    deps.logger.warn('page failed outside', { ...fields, causes: causesOf(error) })
  }
}

const causesOf = (error: unknown): string[] => {
  if (!(error instanceof Error) || error instanceof SigningClientError) return []
  const { cause } = error
  if (!(cause instanceof Error)) return []
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
  return [code, ...causesOf(cause)]
}
