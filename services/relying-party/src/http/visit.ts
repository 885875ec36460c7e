import type { Response } from 'express'
import type { Invitation } from '../session/invitation.ts'
import type { Session } from '../session/session.ts'
import type { Texts } from '../texts/texts.ts'

/** What is known about the browser that asks, before its request is handled. */
export interface Visit {
  readonly text: Texts
  /** Path of the page, without query: the language switch leads back to it. */
  readonly path: string
  readonly municipality: { readonly name: string; readonly phone: string }
  readonly invitation: Invitation | null
  readonly session: Session | null
  /** Until when the session lives if nothing happens; null without a session. */
  readonly sessionEnd: Date | null
  /** Hidden token for forms; empty when there is nothing to bind it to. */
  readonly formToken: string
}

/** Attaches the visit to the response, for {@link visitOf}. */
export const setVisit = (response: Response, visit: Visit): void => {
  response.locals['visit'] = visit
}

/** The visit of this request. */
export const visitOf = (response: Response): Visit => {
  const visit = response.locals['visit'] as Visit | undefined
  if (visit === undefined) throw new TypeError('the visit was not read')
  return visit
}
