import type { Deps } from '../deps.ts'
import { readEvidence } from '../evidence/read-evidence.ts'
import { requireScope } from './access.ts'
import type { Handlers } from './bind-routes.ts'

export const evidenceHandlers = (deps: Deps): Pick<Handlers, 'readEvidence'> => ({
  readEvidence: async ({ params, query, credential }) => {
    if (query.form === 'full') await requireScope(deps.db, credential, { scopes: ['evidence:read-full'] })
    return { status: 200, json: await readEvidence(deps, params, query.form) }
  },
})
