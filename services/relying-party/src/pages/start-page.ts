import type { LocatorResolution } from '@waarmerk/signing-contract'
import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, heading, link, paragraph, postForm, submit } from './blocks.ts'
import type { Page } from './html.ts'

/** Before login: who asks, how long it takes, how to log in. Nothing of the documents, not even a title. */
export const startPage = (visit: Visit, providers: LocatorResolution['providers']): Page => {
  const { text, municipality } = visit
  const logins = providers.map(({ id, label }, index) =>
    postForm(
      visit,
      `/login/${id}`,
      submit(text('start.login', { provider: label[text.language] }), index === 0 ? 'primary' : 'secondary'),
      `login-${id}`,
    ),
  )
  return {
    title: text('start.title'),
    body: html`${heading(text('start.title'))}
${paragraph(text('start.text', { municipality: municipality.name }))}
${actions(...logins)}
<ul class="waarmerk-plain-list">
<li>${link('/start/paper', text('start.paper'))}</li>
<li>${link('/start/code', text('start.otherCode'))}</li>
</ul>`,
  }
}
