import type { Deps } from '../deps.ts'
import type { Handlers } from './bind-routes.ts'
import { documentHandlers } from './documents.ts'
import { evidenceHandlers } from './evidence.ts'
import { requestHandlers } from './signature-requests.ts'
import { signerHandlers } from './signers.ts'
import { transactionHandlers } from './transactions.ts'

/** Every operation of the contract, by area. */
export const createHandlers = (deps: Deps): Handlers => ({
  ...documentHandlers(deps),
  ...requestHandlers(deps),
  ...signerHandlers(deps),
  ...transactionHandlers(deps),
  ...evidenceHandlers(deps),
})
