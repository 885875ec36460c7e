import type { RequestHandler } from 'express'
import { readCookies, setCookie } from '../cookie/cookie-header.ts'
import type { Deps } from '../deps.ts'
import { type Language, languages } from '../texts/texts.ts'
import { setVisit } from './visit.ts'

const languageCookie = '__Host-language'
const year = 31_536_000

const asLanguage = (value: unknown): Language | undefined => languages.find((language) => language === value)

/** Reads who is visiting. `?lang=` on any page switches the language and leads back to the same page without it. */
export const readVisit =
  (deps: Deps): RequestHandler =>
  async (request, response, next) => {
    const asked = request.method === 'GET' ? asLanguage(request.query['lang']) : undefined
    if (asked !== undefined) {
      response.append('Set-Cookie', setCookie(languageCookie, asked, year))
      response.redirect(303, request.path)
      return
    }
    const invitation = await deps.cookies.invitation.read(request)
    const stored = await deps.sessions.cookie.read(request)
    // A session belongs to the link that was opened; another link on the same device is another person.
    const session = stored !== null && stored.signerId === invitation?.signerId ? stored : null
    const { name, phone } = deps.config.municipality
    const binding = session?.id ?? invitation?.id
    setVisit(response, {
      text: deps.texts[asLanguage(readCookies(request.headers.cookie).get(languageCookie)) ?? 'nl'],
      path: request.path,
      municipality: invitation ? { name: invitation.municipality, phone: invitation.phone } : { name, phone },
      invitation,
      session,
      sessionEnd: session && deps.sessions.idleEnd(session),
      formToken: binding === undefined ? '' : deps.formTokens.tokenFor(binding),
    })
    next()
  }

/** Makes the language of the request the page's, for who has not chosen one. */
export const languageOf = (header: string | undefined, language: Language): string | null =>
  readCookies(header).has(languageCookie) ? null : setCookie(languageCookie, language, year)
