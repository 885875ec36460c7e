import type { AssuranceLevel } from '@waarmerk/identity-assurance'
import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { type NextStep, type ProblemPage, type ProblemPageRow, problemPages } from '../problem/problem-pages.ts'
import { dateOf } from '../texts/moment.ts'
import type { ProviderTexts } from '../texts/provider-texts.ts'
import { actions, alert, buttonLink, heading, paragraph, postForm, submit } from './blocks.ts'
import type { Html, Page } from './html.ts'

/** What a failure page tells beyond its own words. */
export interface ProblemDetails {
  /** Stable code of the failure; carried by the page, not shown. */
  readonly code: string
  readonly page: ProblemPage
  readonly provider: ProviderTexts
  readonly assurance: AssuranceLevel
  /** Code to mention on the phone. */
  readonly reference: string | null
}

/** A failure, from its row in the table: what happened, whether anything was signed, and what to do. */
export const problemPage = (visit: Visit, details: ProblemDetails): Page => {
  const { text, municipality } = visit
  const row: ProblemPageRow = problemPages[details.page]
  const { phone } = municipality
  const help = details.reference
    ? text('problem.callWithReference', { phone, reference: details.reference })
    : text('problem.call', { phone })
  return {
    title: text.of(row.title, {}),
    status: row.status,
    problem: details.code,
    body: html`${heading(text.of(row.title, {}))}
${row.text === undefined ? '' : paragraph(text.of(row.text, { means: details.provider.means, municipality: municipality.name }))}
${row.provider === undefined ? '' : providerSentences(visit, row.provider, details)}
${row.nothingSigned ? alert('info', paragraph(text('problem.nothingSigned'))) : ''}
${actions(nextStep(visit, row.next))}
<p class="utrecht-paragraph" id="problem-help">${help}</p>`,
  }
}

const providerSentences = (
  visit: Visit,
  kind: NonNullable<ProblemPageRow['provider']>,
  { provider, assurance }: ProblemDetails,
): Html => {
  if (kind !== 'level') return paragraph(provider[kind])
  const { needed, steps } = provider.level[assurance]
  const { text, invitation } = visit
  return html`${paragraph(`${needed} ${text('levelTooLow.doThis')}`)}
<ol class="utrecht-ordered-list">${steps.map((step) => html`<li class="utrecht-ordered-list__item">${step}</li>`)}</ol>
${invitation ? paragraph(text('levelTooLow.deadline', { date: dateOf(text.language, new Date(invitation.expiresAt)) })) : ''}`
}

const nextStep = (visit: Visit, next: NextStep): Html => {
  const { text, session, invitation } = visit
  if (next === 'logout') return postForm(visit, '/logout', submit(text('problem.logout')), 'problem-logout')
  if (next === 'code') return buttonLink('/start/code', text('problem.code'))
  if (next === 'home') return buttonLink('/', text('problem.home'), 'secondary')
  if (invitation === null) return buttonLink('/start/code', text('problem.code'))
  if (next === 'login') return buttonLink('/start', text('problem.login'))
  if (session === null || next === 'start') return buttonLink('/start', text('problem.retry'))
  if (next === 'read') return buttonLink('/read', text('problem.read'))
  if (next === 'receipt') return buttonLink('/receipt', text('unknownOutcome.reload'))
  return buttonLink('/confirm', text('problem.retry'))
}
