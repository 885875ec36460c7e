import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, buttonLink, heading, paragraph } from './blocks.ts'
import type { Page } from './html.ts'

/** For who does not want to or cannot sign digitally. */
export const paperPage = ({ text, municipality }: Visit): Page => ({
  title: text('paper.title'),
  body: html`${heading(text('paper.title'))}
${paragraph(text('paper.text', { phone: municipality.phone }))}
${actions(buttonLink('/start', text('paper.back'), 'secondary'))}`,
})
