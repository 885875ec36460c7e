import { html } from 'hono/html'
import type { Visit } from '../http/visit.ts'
import { postForm, submit } from './blocks.ts'
import type { Page } from './html.ts'

/** What is the same on all pages of this installation. */
export interface Site {
  readonly environment: 'test' | 'production'
  readonly themeClass: string
  readonly stylesheet: string
  /** Scripts of every page. */
  readonly scripts: { readonly once: string; readonly session: string }
}

/**
 * The frame of every page: skip link, the TEST banner, who asks, the language switch, logging out, and help in the same
 * place everywhere (WCAG 2.4.1, 3.1.1, 3.2.3, 3.2.6).
 */
export const renderPage = async (site: Site, visit: Visit, page: Page): Promise<string> => {
  const { text, municipality } = visit
  const step = page.invalid ? text('layout.error', { title: page.title }) : page.title
  const scripts = [site.scripts.once, ...(visit.session ? [site.scripts.session] : []), ...(page.scripts ?? [])]
  const document = await html`<!doctype html>
<html lang="${text.language}" class="utrecht-root ${site.themeClass} waarmerk-theme">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${step} – ${municipality.name}</title>
<link rel="stylesheet" href="${site.stylesheet}">
<link rel="icon" href="data:,">
${scripts.map((source) => html`<script type="module" src="${source}"></script>`)}
${page.refreshSeconds ? html`<noscript><meta http-equiv="refresh" content="${page.refreshSeconds}"></noscript>` : ''}
</head>
<body class="utrecht-body utrecht-document utrecht-page-layout">
<a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#main">${text('layout.skip')}</a>
${site.environment === 'test' ? html`<p class="waarmerk-test-banner" data-testid="test-banner"><strong>${text('layout.test')}</strong></p>` : ''}
<header class="utrecht-page-header"><div class="utrecht-page-header__content waarmerk-header">
<p class="waarmerk-municipality">${municipality.name}</p>
<nav class="waarmerk-header-links">
${languageSwitch(visit)}
${visit.session ? postForm(visit, '/logout', submit(text('layout.logout'), 'subtle'), 'logout') : ''}
</nav>
</div></header>
<div class="utrecht-page-body"><main class="utrecht-page-body__content waarmerk-main" id="main" tabindex="-1"${page.problem === undefined ? '' : html` data-problem="${page.problem}"`}>
${visit.session ? sessionWarning(visit) : ''}
${page.body}
</main></div>
<footer class="utrecht-page-footer"><div class="utrecht-page-footer__content">
<h2 class="utrecht-heading-2 waarmerk-help-title">${text('layout.help')}</h2>
<p class="utrecht-paragraph" id="help">${text('layout.phone', { phone: municipality.phone })}</p>
</div></footer>
</body>
</html>
`
  return document.toString()
}

const languageSwitch = ({ text, path }: Visit) => {
  const other = text.language === 'nl' ? 'en' : 'nl'
  return html`<a class="utrecht-link utrecht-link--html-a" href="${path}?lang=${other}" lang="${other}" hreflang="${other}" data-testid="language">${text('layout.otherLanguage')}</a>`
}

/** Hidden until the end is near; a script shows it and keeps the person logged in on request (WCAG 2.2.1). */
const sessionWarning = ({ text, sessionEnd, session }: Visit) =>
  html`<div class="utrecht-alert utrecht-alert--warning" id="session-warning" role="alert" hidden data-ends="${sessionEnd?.toISOString() ?? ''}" data-final="${session?.expiresAt ?? ''}"><div class="utrecht-alert__content"><div class="utrecht-alert__message">
${[5, 4, 3, 2, 1].map((minutes) => html`<p class="utrecht-paragraph" data-minutes="${minutes}" hidden>${text('session.warning', { minutes })}</p>`)}
<p><button class="utrecht-button utrecht-button--html-button utrecht-button--secondary-action" type="button">${text('session.stay')}</button></p>
</div></div></div>`
