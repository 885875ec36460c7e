import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { requireForm, requireSession } from '../http/require.ts'
import { show } from '../http/show.ts'
import { readCase, signerOf } from '../http/signer-case.ts'
import { visitOf } from '../http/visit.ts'
import { declinePage, longestReason } from '../pages/decline-page.ts'
import { elsewhere } from './reading.ts'

/** Not signing. */
export const declineRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })

  router.get('/decline', async (_request, response) => {
    const visit = visitOf(response)
    const signerCase = await readCase(deps, requireSession(visit))
    if (await elsewhere(deps, visit, signerCase, response)) return
    await show(deps, response, visit, declinePage(visit))
  })

  router.post('/decline', async (request, response) => {
    const visit = visitOf(response)
    const session = requireSession(visit)
    const form = requireForm(deps, visit, request)
    const reason = String(form['reason'] ?? '').trim()
    if (reason.length > longestReason) {
      return show(deps, response, visit, declinePage(visit, 'decline.tooLong', reason))
    }
    // Sent twice, the second finds what the first did.
    const signerCase = await readCase(deps, session)
    if (signerCase.status !== 'declined') {
      await deps.signing.call('declineToSign', { ...signerOf(session), body: reason === '' ? {} : { reason } })
    }
    // The page after it is that of a case that was declined, at any address.
    response.redirect(303, '/decline')
  })
  return router
}
