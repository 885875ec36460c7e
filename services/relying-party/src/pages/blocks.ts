import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import type { Html } from './html.ts'

/** The one `h1` of a page. */
export const heading = (title: string): Html => html`<h1 class="utrecht-heading-1">${title}</h1>`

export const paragraph = (text: string): Html => html`<p class="utrecht-paragraph">${linked(text)}</p>`

/** A text in which the web addresses are links; not a letter is changed. */
const linked = (text: string): Html => {
  const parts = text.split(/(https:\/\/[^\s]+[^\s.,;:])/)
  return html`${parts.map((part) =>
    part.startsWith('https://') ? html`<a class="utrecht-link utrecht-link--html-a" href="${part}">${part}</a>` : part,
  )}`
}

/** A link that looks like a button; `primary` once on a page. */
export const buttonLink = (href: string, text: string, look: 'primary' | 'secondary' = 'primary'): Html =>
  html`<a class="utrecht-button-link utrecht-button-link--html-a utrecht-button-link--${look}-action" href="${href}">${text}</a>`

export const link = (href: string, text: string): Html =>
  html`<a class="utrecht-link utrecht-link--html-a" href="${href}">${text}</a>`

export const actions = (...children: Html[]): Html =>
  html`<div class="utrecht-action-group utrecht-action-group--column waarmerk-actions">${children}</div>`

/** A form that posts to us, with its hidden token. */
export const postForm = (visit: Visit, action: string, body: Html, id?: string): Html =>
  html`<form method="post" action="${action}" ${id === undefined ? '' : html`id="${id}"`} data-once novalidate>
<input type="hidden" name="formToken" value="${visit.formToken}">
${body}
</form>`

export const submit = (text: string, look: 'primary' | 'secondary' | 'subtle' = 'primary', name?: string): Html =>
  html`<button class="utrecht-button utrecht-button--html-button utrecht-button--${look === 'subtle' ? look : `${look}-action`}" type="submit" ${name === undefined ? '' : html`name="${name}" value="true"`}>${text}</button>`

type AlertKind = 'info' | 'ok' | 'warning' | 'error'

/** A message that stands out. `live` announces it, for what appears after loading. */
export const alert = (kind: AlertKind, body: Html, live = false): Html =>
  html`<div class="utrecht-alert utrecht-alert--${kind}" ${live ? html`role="status"` : ''}><div class="utrecht-alert__content"><div class="utrecht-alert__message">${body}</div></div></div>`

/** The summary of faults on top of a form: focused on load, each fault a link to its field (WCAG 3.3.1). */
export const errorSummary = (
  visit: Visit,
  faults: readonly { readonly field: string; readonly text: string }[],
): Html =>
  html`<div class="utrecht-alert utrecht-alert--error" id="error-summary" role="group" tabindex="-1" autofocus aria-labelledby="error-summary-title"><div class="utrecht-alert__content"><div class="utrecht-alert__message">
<h2 class="utrecht-heading-2" id="error-summary-title">${visit.text('layout.errorSummary')}</h2>
<ul class="waarmerk-plain-list">${faults.map(({ field, text }) => html`<li>${link(`#${field}`, text)}</li>`)}</ul>
</div></div></div>`

/** Names and values, one row each. */
export const dataList = (
  rows: readonly { readonly key: string; readonly value: Html | string; readonly id?: string }[],
): Html =>
  html`<dl class="utrecht-data-list utrecht-data-list--html-dl utrecht-data-list--rows">${rows.map(
    ({ key, value, id }) =>
      html`<div class="utrecht-data-list__item"><dt class="utrecht-data-list__item-key">${key}</dt><dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd" ${id === undefined ? '' : html`id="${id}"`}>${value}</dd></div>`,
  )}</dl>`
