import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, alert, buttonLink, heading, paragraph } from './blocks.ts'
import type { Page } from './html.ts'

/** The authorisation was given; the signature is being made. Asks again by itself, with or without JavaScript. */
export const progressPage = ({ text }: Visit, script: string): Page => ({
  title: text('progress.title'),
  scripts: [script],
  refreshSeconds: 5,
  body: html`${heading(text('progress.title'))}
<div id="progress" data-status="/receipt/status" data-next="/receipt">${alert('info', paragraph(text('progress.text')), true)}</div>
${actions(buttonLink('/receipt', text('progress.reload'), 'secondary'))}`,
})
