import type { SignerCase } from '@waarmerk/signing-contract'
import { type Response, Router } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import { requireSession } from '../http/require.ts'
import { sendDocument } from '../http/send-document.ts'
import { show } from '../http/show.ts'
import { readCase } from '../http/signer-case.ts'
import { type Visit, visitOf } from '../http/visit.ts'
import { declinedPage } from '../pages/decline-page.ts'
import { readPage } from '../pages/read-page.ts'
import { digestOfShown, shownDocuments } from '../session/shown-documents.ts'

/** Protocol step 4: reading. */
export const readingRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })

  router.get('/read', async (_request, response) => {
    const visit = visitOf(response)
    const session = requireSession(visit)
    const signerCase = await readCase(deps, session)
    if (await elsewhere(deps, visit, signerCase, response)) return
    const shown = digestOfShown(shownDocuments(signerCase))
    await show(deps, response, { ...visit, session: { ...session, shown } }, readPage(visit, signerCase, deps.viewer))
  })

  router.get(['/documents/:documentId', '/documents/:documentId/revisions/:revision'], async (request, response) => {
    const session = requireSession(visitOf(response))
    const { documents } = await readCase(deps, session)
    const document = documents.find(({ id }) => id === request.params['documentId'])
    const asked = request.params['revision'] ?? String(document?.head.revision)
    const revision = [document?.head, document?.content].find((known) => String(known?.revision) === asked)
    if (document === undefined || !revision) {
      throw new RelyingPartyError('ERR_PAGE_UNKNOWN', 'no such document in this case')
    }
    await sendDocument(deps, response, { session, document, revision })
  })
  return router
}

/**
 * Whether the case is past reading and signing; then the answer has been given.
 *
 * @throws {RelyingPartyError} `ERR_REQUEST_CLOSED`
 */
export const elsewhere = async (
  deps: Deps,
  visit: Visit,
  { status }: SignerCase,
  response: Response,
): Promise<boolean> => {
  switch (status) {
    case 'signed':
      response.redirect(303, '/receipt')
      return true
    case 'declined':
      await show(deps, response, visit, declinedPage(visit))
      return true
    case 'cancelled':
    case 'expired':
      throw new RelyingPartyError('ERR_REQUEST_CLOSED', `the signer has ${status}`)
    default:
      return false
  }
}
