import { setTimeout as wait } from 'node:timers/promises'
import { apiBasePath } from '@waarmerk/signing-contract'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { signAuthorised } from '../signature/sign-authorised.ts'
import { authoriseTransaction } from '../transaction/authorise.ts'
import { openTransaction } from '../transaction/open.ts'
import { readTransaction } from '../transaction/transaction-store.ts'
import { viewTransaction } from '../transaction/view.ts'
import type { Handlers } from './bind-routes.ts'

type TransactionHandlers = Pick<Handlers, 'openTransaction' | 'readTransaction' | 'authoriseTransaction'>

const locationOf = (at: { requestId: string; signerId: string }, id: string): Record<string, string> => ({
  location: `${apiBasePath}/signature-requests/${at.requestId}/signers/${at.signerId}/transactions/${id}`,
})

export const transactionHandlers = (deps: Deps): TransactionHandlers => {
  const read = (signerId: string, id: string) => readTransaction(deps.db, signerId, id)
  return {
    openTransaction: async ({ session, body }) => {
      const opened = await openTransaction(deps, session, body)
      return { status: 201, headers: locationOf(session, opened.id), json: opened }
    },
    readTransaction: async ({ params, session }) => ({
      status: 200,
      json: await viewTransaction(deps.db, await read(session.signerId, params.transactionId)),
    }),
    authoriseTransaction: async ({ params, session, body }) => {
      const row = await read(session.signerId, params.transactionId)
      // The callback comes back with the session that opened the transaction (protocol, "Who holds what").
      if (row.identification_id !== session.identificationId) {
        throw new SigningError('ERR_TRANSACTION_UNKNOWN', 'this session opened no such transaction')
      }
      await authoriseTransaction(deps, row, body.parameters)
      // What does not end in time goes on by itself: the page polls.
      await Promise.race([
        deps.background(signAuthorised(deps, params.transactionId)),
        wait(deps.limits.waitMilliseconds, undefined, { ref: false }),
      ])
      const json = await viewTransaction(deps.db, await read(session.signerId, params.transactionId))
      const ended = json.status === 'signed' || json.status === 'failed'
      return ended ? { status: 200, json } : { status: 202, headers: locationOf(session, json.id), json }
    },
  }
}
