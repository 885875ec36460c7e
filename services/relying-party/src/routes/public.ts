import { randomBytes } from 'node:crypto'
import { type LocatorResolution, SigningProblem } from '@waarmerk/signing-contract'
import { type Request, type Response, Router } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import { languageOf } from '../http/read-visit.ts'
import { requireInvitation } from '../http/require.ts'
import { show } from '../http/show.ts'
import { visitOf } from '../http/visit.ts'
import { codePage } from '../pages/code-page.ts'
import { homePage } from '../pages/home-page.ts'
import { paperPage } from '../pages/paper-page.ts'
import { startPage } from '../pages/start-page.ts'
import { outcomeFor } from '../problem/problem-table.ts'
import { isSameOrigin } from '../session/same-origin.ts'

/** What a link or code may look like; the signing service knows whether it is one. */
const locatorShape = /^[A-Za-z0-9_-]{22,128}$/

/** The pages before login. */
export const publicRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })
  const page = (path: string, make: (visit: ReturnType<typeof visitOf>) => Parameters<typeof show>[3]) =>
    router.get(path, async (_request, response) => {
      const visit = visitOf(response)
      await show(deps, response, visit, make(visit))
    })
  page('/', homePage)
  page('/start/code', (visit) => codePage(visit))
  page('/start/paper', paperPage)

  router.get('/s/:locator', async (request, response) => {
    const locator = String(request.params['locator'])
    if (!locatorShape.test(locator)) throw new RelyingPartyError('ERR_INVITATION_MISSING', 'not a locator')
    await open(deps, request, response, locator)
    // The locator leaves the address bar, and with it history and Referer.
    response.redirect(303, '/start')
  })

  router.get('/start', async (_request, response) => {
    const visit = visitOf(response)
    if (visit.session !== null) return response.redirect(303, '/read')
    if (visit.invitation === null) return show(deps, response, visit, codePage(visit))
    const { locator } = requireInvitation(visit)
    const { body } = await deps.signing.call('resolveLocator', { body: { locator } })
    await show(deps, response, visit, startPage(visit, knownProviders(deps, body)))
  })

  router.post('/start', async (request, response) => {
    const visit = visitOf(response)
    // Typing a code gives nothing that opening a link does not, so there is no session to bind a token to.
    if (!isSameOrigin(request, deps.config.origin)) throw new RelyingPartyError('ERR_FORM_REFUSED', 'not our form')
    const locator = typedLocator(request.body?.code)
    if (locator === '') return show(deps, response, visit, codePage(visit, 'code.missing'))
    try {
      if (!locatorShape.test(locator)) return await show(deps, response, visit, codePage(visit, 'code.unknown'))
      await open(deps, request, response, locator)
    } catch (error) {
      if (!(error instanceof SigningProblem) || outcomeFor(error) !== 'linkEnded') throw error
      return show(deps, response, visit, codePage(visit, 'code.unknown'))
    }
    response.redirect(303, '/start')
  })
  return router
}

/** Accepts a code with spaces, and a whole link that was copied. */
const typedLocator = (typed: unknown): string =>
  typeof typed === 'string' ? (typed.replaceAll(/\s/g, '').split('/').at(-1) ?? '') : ''

const knownProviders = ({ providers }: Deps, { providers: offered }: LocatorResolution) =>
  offered.filter(({ id }) => providers.has(id))

const open = async (deps: Deps, request: Request, response: Response, locator: string): Promise<void> => {
  const { invitation: earlier } = visitOf(response)
  const { body } = await deps.signing.call('resolveLocator', { body: { locator } })
  const { requestId, signerId, municipality, phone, expiresAt, language } = body
  const same = earlier?.signerId === signerId ? earlier : null
  // Another signer on the same device: whoever was logged in is logged in no more.
  if (same === null) deps.sessions.cookie.clear(response)
  const until = new Date(deps.now().getTime() + deps.config.limits.invitationHours * 3_600_000)
  await deps.cookies.invitation.write(
    response,
    {
      id: same?.id ?? randomBytes(16).toString('base64url'),
      locator,
      requestId,
      signerId,
      municipality,
      phone,
      expiresAt,
      transactionId: same?.transactionId ?? null,
    },
    until,
  )
  const cookie = languageOf(request.headers.cookie, language)
  if (cookie !== null) response.append('Set-Cookie', cookie)
}
