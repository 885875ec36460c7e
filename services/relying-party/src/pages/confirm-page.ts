import type { SignerCase } from '@waarmerk/signing-contract'
import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, errorSummary, heading, link, paragraph, postForm, submit } from './blocks.ts'
import type { Html, Page } from './html.ts'
import { documentPath } from './read-page.ts'

type Statement = SignerCase['statements'][number]

/** The statement in the language of the page, else the first there is: it is signed as it stands here. */
export const statementFor = (visit: Visit, { statements }: SignerCase): Statement => {
  const statement = statements.find(({ lang }) => lang === visit.text.language) ?? statements[0]
  if (statement === undefined) throw new TypeError('a signer case without a statement')
  return statement
}

/** The documents once more, the statement word for word, and the box to tick (WCAG 3.3.4). */
export const confirmPage = (visit: Visit, signerCase: SignerCase, fault?: 'confirm.unticked'): Page => {
  const { text } = visit
  const { documents } = signerCase
  const count = documents.length
  const provider = signerCase.provider.label[text.language]
  const statement = statementFor(visit, signerCase)
  const form = html`${documents.map(
    ({ id, head }) => html`<input type="hidden" name="document" value="${id}:${head.revision}:${head.sha256}">`,
  )}
<input type="hidden" name="statement" value="${statement.lang}:${statement.sha256}">
${agreement(visit, statement, fault)}
${paragraph(text('confirm.redirect', { provider }))}
${actions(submit(text('confirm.button', { provider })), link('/decline', text('confirm.decline')))}`
  return {
    title: text('confirm.title'),
    invalid: fault !== undefined,
    status: fault === undefined ? 200 : 422,
    body: html`${fault ? errorSummary(visit, [{ field: 'agree', text: text(fault) }]) : ''}
${heading(text('confirm.title'))}
<h2 class="utrecht-heading-2">${text('confirm.documents', { count })}</h2>
<ul class="waarmerk-document-list">${documents.map((document) => html`<li>${link(documentPath(document, document.head.revision), document.title)}</li>`)}</ul>
<p class="utrecht-paragraph">${link('/read', text('confirm.reread', { count }))}</p>
<h2 class="utrecht-heading-2">${text('confirm.statement')}</h2>
${postForm(visit, '/confirm', form, 'confirm-form')}`,
  }
}

const agreement = ({ text }: Visit, { lang, text: words }: Statement, fault?: 'confirm.unticked'): Html =>
  html`<div class="utrecht-form-field utrecht-form-field--checkbox waarmerk-agreement${fault ? ' utrecht-form-field--invalid' : ''}">
<label class="utrecht-form-label utrecht-form-label--checkbox utrecht-form-field__label" for="agree" lang="${lang}">${words}</label>
${fault ? html`<div class="utrecht-form-field-error-message utrecht-form-field__error-message" id="agree-error">${text(fault)}</div>` : ''}
<input class="utrecht-checkbox utrecht-checkbox--html-input utrecht-form-field__input" type="checkbox" id="agree" name="agree" value="yes" required ${fault ? html`aria-invalid="true" aria-describedby="agree-error"` : ''}>
</div>`
