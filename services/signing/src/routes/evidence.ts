import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { readEvidence } from '../evidence/read-evidence.ts'
import type { Handlers } from './bind-routes.ts'

export const evidenceHandlers = (deps: Deps): Pick<Handlers, 'readEvidence'> => ({
  readEvidence: async ({ params, query, credential }) => {
    if (query.form === 'full' && !credential.scopes.includes('evidence:read-full')) {
      throw new SigningError('ERR_SCOPE_INSUFFICIENT', 'the full evidence has a scope of its own')
    }
    return { status: 200, json: await readEvidence(deps, params, query.form) }
  },
})
