import { apiBasePath } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { readableRevision, streamRevision } from '../document/read-revision.ts'
import { uploadDocument } from '../document/upload.ts'
import { revisionView } from '../signature-request/view.ts'
import type { Handlers } from './bind-routes.ts'

export const documentHandlers = (deps: Deps): Pick<Handlers, 'uploadDocument' | 'readRevision'> => ({
  uploadDocument: async ({ bytes }) => {
    const { id, head } = await uploadDocument(deps, bytes)
    const headers = { location: `${apiBasePath}/documents/${id}/revisions/0` }
    return { status: 201, headers, json: { id, head: revisionView(head) } }
  },
  readRevision: async ({ params, session }) => {
    const revisions = await readableRevision(deps.db, params, session)
    const revision = revisions.at(-1)
    return {
      status: 200,
      headers: {
        'content-length': String(revision?.size ?? 0),
        'content-disposition': `attachment; filename="document-${params.revision}.pdf"`,
        // RFC 9530 §3
        'repr-digest': `sha-256=:${Buffer.from(revision?.sha256 ?? '', 'base64url').toString('base64')}:`,
      },
      stream: streamRevision(deps.objects, revisions),
    }
  },
})
