import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, alert, errorSummary, heading, link, paragraph, postForm, submit } from './blocks.ts'
import type { Page } from './html.ts'

/** Longest reason the signing service takes, in characters. */
export const longestReason = 1000

/** Not signing, with or without a reason. */
export const declinePage = (visit: Visit, fault?: 'decline.tooLong', reason = ''): Page => {
  const { text } = visit
  const field = html`<div class="utrecht-form-field utrecht-form-field--textarea${fault ? ' utrecht-form-field--invalid' : ''}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="reason">${text('decline.label')}</label></div>
${fault ? html`<div class="utrecht-form-field-error-message utrecht-form-field__error-message" id="reason-error">${text(fault)}</div>` : ''}
<div class="utrecht-form-field__input"><textarea class="utrecht-textarea utrecht-textarea--html-textarea${fault ? ' utrecht-textarea--invalid' : ''}" id="reason" name="reason" rows="4" maxlength="${longestReason}" ${fault ? html`aria-invalid="true" aria-describedby="reason-error"` : ''}>${reason}</textarea></div>
</div>`
  return {
    title: text('decline.title'),
    invalid: fault !== undefined,
    status: fault === undefined ? 200 : 422,
    body: html`${fault ? errorSummary(visit, [{ field: 'reason', text: text(fault) }]) : ''}
${heading(text('decline.title'))}
${paragraph(text('decline.text'))}
${postForm(
  visit,
  '/decline',
  html`${field}
${paragraph(text('decline.final'))}
${actions(submit(text('decline.button'), 'secondary'), link('/read', text('decline.back')))}`,
  'decline-form',
)}`,
  }
}

export const declinedPage = ({ text, municipality }: Visit): Page => ({
  title: text('declined.title'),
  body: html`${heading(text('declined.title'))}
${alert('info', paragraph(text('declined.text', { municipality: municipality.name, phone: municipality.phone })))}`,
})
