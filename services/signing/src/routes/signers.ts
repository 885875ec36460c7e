import { apiBasePath } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { completeIdentification } from '../identification/complete.ts'
import { openIdentification } from '../identification/open.ts'
import { requireSignerSession, type SignerSession } from '../identification/signer-session.ts'
import { declineToSign } from '../signature-request/decline.ts'
import { resolveLocator } from '../signature-request/resolve-locator.ts'
import { viewSignerCase } from '../signature-request/view.ts'
import type { Handlers } from './bind-routes.ts'

type SignerHandlers = Pick<
  Handlers,
  'resolveLocator' | 'openIdentification' | 'completeIdentification' | 'readSignerCase' | 'declineToSign'
>

export const signerHandlers = (deps: Deps): SignerHandlers => {
  const view = (session: SignerSession) => viewSignerCase(deps, session)
  return {
    resolveLocator: async ({ body }) => ({ status: 200, json: await resolveLocator(deps, body.locator) }),
    openIdentification: async ({ params, body }) => {
      const opened = await openIdentification(deps, { ...params, provider: body.provider })
      const { requestId, signerId } = params
      const location = `${apiBasePath}/signature-requests/${requestId}/signers/${signerId}/identifications/${opened.id}`
      return { status: 201, headers: { location }, json: opened }
    },
    completeIdentification: async ({ params, body }) => {
      const { session, expiresAt } = await completeIdentification(deps, { ...params, idToken: body.idToken })
      const signer = await view(await requireSignerSession(deps.db, session))
      return { status: 200, json: { session, sessionExpiresAt: expiresAt.toISOString(), signer } }
    },
    readSignerCase: async ({ session }) => ({ status: 200, json: await view(session) }),
    declineToSign: async ({ session, body }) => {
      await declineToSign(deps, session, body.reason)
      return { status: 200, json: await view(session) }
    },
  }
}
