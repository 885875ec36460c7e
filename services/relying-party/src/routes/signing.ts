import type { OpenedTransaction } from '@waarmerk/signing-contract'
import { SigningClientError } from '@waarmerk/signing-contract'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import { parametersOf, rawQuery } from '../http/callback-query.ts'
import { requireForm, requireInvitation, requireOwnOrigin, requireProvider, requireSession } from '../http/require.ts'
import { show } from '../http/show.ts'
import { readCase, signerOf } from '../http/signer-case.ts'
import { createSingleFlight } from '../http/single-flight.ts'
import { visitOf } from '../http/visit.ts'
import { sha256Of, stateSuffix } from '../login/login-cookie.ts'
import { confirmPage } from '../pages/confirm-page.ts'
import { aboutProvider } from '../problem/answer-problem.ts'
import type { Session } from '../session/session.ts'
import { digestOfShown, shownDocuments } from '../session/shown-documents.ts'
import { agreedStatement, namedDocuments } from '../step-up/confirmation-form.ts'
import { elsewhere } from './reading.ts'

/** Most parameters of a callback, and their lengths, that the signing service takes. */
const most = { parameters: 32, name: 128, value: 4096 } as const

/** Protocol steps 5 and 6: agreeing, and forwarding the browser to the step-up and back. */
export const signingRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })
  const flights = createSingleFlight<OpenedTransaction>()

  router.get('/confirm', async (_request, response) => {
    const visit = visitOf(response)
    const session = requireSession(visit)
    // Steps in their order: who has not seen the documents sees them first.
    if (session.shown === null) return response.redirect(303, '/read')
    const signerCase = await readCase(deps, session)
    if (await elsewhere(deps, visit, signerCase, response)) return
    requireRead(session, digestOfShown(shownDocuments(signerCase)))
    await show(deps, response, visit, confirmPage(visit, signerCase))
  })

  router.post('/confirm', async (request, response) => {
    const visit = visitOf(response)
    const session = requireSession(visit)
    const invitation = requireInvitation(visit)
    const form = requireForm(deps, visit, request)
    aboutProvider(response, session)
    if (form['agree'] !== 'yes') {
      const signerCase = await readCase(deps, session)
      if (await elsewhere(deps, visit, signerCase, response)) return
      return show(deps, response, visit, confirmPage(visit, signerCase, 'confirm.unticked'))
    }
    const documents = namedDocuments(form['document'])
    requireRead(session, digestOfShown(documents))
    const statement = agreedStatement(form['statement'])
    const opened = await flights.run(`${session.id} ${session.shown} ${statement.sha256}`, async () => {
      const { body } = await deps.signing.call('openTransaction', {
        ...signerOf(session),
        body: { documents, statement },
      })
      return body
    })
    const provider = requireProvider(deps, session.provider)
    const url = requireOwnOrigin(provider, opened.authorizationUrl)
    const { id: transactionId, stateSha256 } = opened
    const until = new Date(opened.expiresAt)
    await deps.cookies.stepUp.write(
      response,
      { sessionId: session.id, provider: session.provider, transactionId, stateSha256 },
      until,
      stateSuffix(stateSha256),
    )
    const kept = new Date(deps.now().getTime() + deps.config.limits.invitationHours * 3_600_000)
    await deps.cookies.invitation.write(response, { ...invitation, transactionId }, kept)
    response.redirect(303, url)
  })

  router.get('/callback/signing/:provider', async (request, response) => {
    const visit = visitOf(response)
    const parameters = parametersOf(rawQuery(request.originalUrl))
    const stateSha256 = sha256Of(parameters.find(({ name }) => name === 'state')?.value ?? '')
    const suffix = stateSuffix(stateSha256)
    const stepUp = await deps.cookies.stepUp.read(request, suffix)
    if (stepUp === null || stepUp.stateSha256 !== stateSha256 || stepUp.provider !== request.params['provider']) {
      // Back or Reload after a callback that was handled: the receipt tells what became of it.
      if (visit.session !== null && visit.invitation?.transactionId) return response.redirect(303, '/receipt')
      throw new RelyingPartyError('ERR_STEP_UP_STATE', 'the callback belongs to no transaction of this browser')
    }
    deps.cookies.stepUp.clear(response, suffix)
    const session = requireSession(visit)
    flights.forget(`${session.id} `)
    if (stepUp.sessionId !== session.id) {
      throw new RelyingPartyError('ERR_STEP_UP_STATE', 'the transaction was opened in another session')
    }
    aboutProvider(response, session)
    if (parameters.length > most.parameters || parameters.some(isTooLong)) {
      throw new RelyingPartyError('ERR_STEP_UP_PARAMETERS', 'too many parameters, or too long')
    }
    await authorise(deps, session, stepUp.transactionId, parameters)
    response.redirect(303, '/receipt')
  })
  return router
}

const isTooLong = ({ name, value }: { name: string; value: string }): boolean =>
  name.length > most.name || value.length > most.value

/** @throws {RelyingPartyError} `ERR_NOT_READ` */
const requireRead = ({ shown }: Session, digest: string): void => {
  if (shown !== digest) throw new RelyingPartyError('ERR_NOT_READ', 'these are not the documents that were shown')
}

/** Hands back everything that came, errors and duplicates too, in order: the signing service decides. */
const authorise = async (
  deps: Deps,
  session: Session,
  transactionId: string,
  parameters: readonly { readonly name: string; readonly value: string }[],
): Promise<void> => {
  const { params, session: signerSession } = signerOf(session)
  try {
    await deps.signing.call('authoriseTransaction', {
      params: { ...params, transactionId },
      session: signerSession,
      body: { parameters: [...parameters] },
    })
  } catch (error) {
    // It may have arrived: the receipt page asks what became of it.
    if (!(error instanceof SigningClientError)) throw error
    deps.logger.warn('the signing service was silent on a callback', { code: error.code })
  }
}
