import type { Response } from 'express'
import type { Deps } from '../deps.ts'
import type { Page } from '../pages/html.ts'
import { renderPage } from '../pages/layout.ts'
import type { Visit } from './visit.ts'

/** Answers with a page. Somebody who opens a page is there: the session's idle end moves on. */
export const show = async (deps: Deps, response: Response, visit: Visit, page: Page): Promise<void> => {
  if (visit.session !== null) {
    await deps.sessions.cookie.write(response, visit.session, deps.sessions.idleEnd(visit.session))
  }
  const document = await renderPage(deps.site, visit, page)
  response
    .status(page.status ?? 200)
    .type('html')
    .send(document)
}
