import { apiBasePath } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { activateSignatureRequest } from '../signature-request/activate.ts'
import { createSignatureRequest } from '../signature-request/create.ts'
import { viewRequest } from '../signature-request/view.ts'
import type { Handlers } from './bind-routes.ts'

export const requestHandlers = (
  deps: Deps,
): Pick<Handlers, 'createSignatureRequest' | 'activateSignatureRequest' | 'readSignatureRequest'> => ({
  createSignatureRequest: async ({ body }) => {
    const id = await createSignatureRequest(deps, body)
    const headers = { location: `${apiBasePath}/signature-requests/${id}` }
    return { status: 201, headers, json: await viewRequest(deps, id) }
  },
  activateSignatureRequest: async ({ params }) => {
    const invitations = await activateSignatureRequest(deps, params.requestId)
    return { status: 200, json: { request: await viewRequest(deps, params.requestId), invitations } }
  },
  readSignatureRequest: async ({ params }) => ({ status: 200, json: await viewRequest(deps, params.requestId) }),
})
