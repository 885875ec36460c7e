import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { actions, buttonLink, heading, paragraph } from './blocks.ts'
import type { Page } from './html.ts'

/** For who comes without a link. */
export const homePage = ({ text, municipality }: Visit): Page => ({
  title: text('home.title'),
  body: html`${heading(text('home.title'))}
${paragraph(text('home.text', { municipality: municipality.name }))}
${actions(buttonLink('/start/code', text('home.button')))}`,
})
