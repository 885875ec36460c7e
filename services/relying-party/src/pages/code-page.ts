import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, errorSummary, heading, paragraph, postForm, submit } from './blocks.ts'
import type { Page } from './html.ts'

/** The typed code, for municipalities that put no links in mail. */
export const codePage = (visit: Visit, fault?: 'code.missing' | 'code.unknown'): Page => {
  const { text, municipality } = visit
  const described = `code-hint${fault ? ' code-error' : ''}`
  const field = html`<div class="utrecht-form-field utrecht-form-field--text${fault ? ' utrecht-form-field--invalid' : ''}">
<div class="utrecht-form-field__label"><label class="utrecht-form-label" for="code">${text('code.label')}</label></div>
<div class="utrecht-form-field-description utrecht-form-field__description" id="code-hint">${text('code.hint')}</div>
${fault ? html`<div class="utrecht-form-field-error-message utrecht-form-field__error-message" id="code-error">${text(fault)}</div>` : ''}
<div class="utrecht-form-field__input"><input class="utrecht-textbox utrecht-textbox--html-input${fault ? ' utrecht-textbox--invalid' : ''}" type="text" id="code" name="code" maxlength="400" autocomplete="off" autocapitalize="none" spellcheck="false" required aria-describedby="${described}" ${fault ? html`aria-invalid="true"` : ''}></div>
</div>`
  return {
    title: text('code.title'),
    invalid: fault !== undefined,
    status: fault === undefined ? 200 : 422,
    body: html`${fault ? errorSummary(visit, [{ field: 'code', text: text(fault) }]) : ''}
${heading(text('code.title'))}
${paragraph(text('code.text', { municipality: municipality.name }))}
${postForm(visit, '/start', html`${field}${actions(submit(text('code.button')))}`, 'code-form')}`,
  }
}
