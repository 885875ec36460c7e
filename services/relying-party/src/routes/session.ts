import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { requireForm, requireSession } from '../http/require.ts'
import { visitOf } from '../http/visit.ts'
import { showProblem } from '../problem/answer-problem.ts'

/** Logging out, staying logged in, and the page of what went wrong. */
export const sessionRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })

  router.post('/logout', async (request, response) => {
    const visit = visitOf(response)
    requireForm(deps, visit, request)
    deps.sessions.cookie.clear(response)
    deps.cookies.notice.clear(response)
    response.redirect(303, '/start')
  })

  router.post('/session/extension', async (request, response) => {
    const visit = visitOf(response)
    requireForm(deps, visit, request)
    const session = requireSession(visit)
    const ends = deps.sessions.idleEnd(session)
    await deps.sessions.cookie.write(response, session, ends)
    response.json({ ends: ends.toISOString() })
  })

  router.get('/problem', async (request, response) => {
    const notice = await deps.cookies.notice.read(request)
    if (notice === null) return response.redirect(303, '/start')
    await showProblem(deps, response, visitOf(response), notice)
  })
  return router
}
