import { SigningClientError, type TransactionView } from '@waarmerk/signing-contract'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { RelyingPartyError } from '../errors.ts'
import { requireSession } from '../http/require.ts'
import { show } from '../http/show.ts'
import { readCase, signerOf } from '../http/signer-case.ts'
import { type Visit, visitOf } from '../http/visit.ts'
import { progressPage } from '../pages/progress-page.ts'
import { receiptPage, signedBeforePage } from '../pages/receipt-page.ts'
import { showProblem } from '../problem/answer-problem.ts'
import type { Notice } from '../problem/notice.ts'
import type { Session } from '../session/session.ts'

/** What became of the transaction: receipt, progress, or why it failed. Asked anew each time, also after a restart. */
export const receiptRoutes = (deps: Deps): Router => {
  const router = Router({ strict: true, caseSensitive: true })

  router.get('/receipt', async (_request, response) => {
    const visit = visitOf(response)
    const session = requireSession(visit)
    const [signerCase, transaction] = await asked(async () =>
      Promise.all([readCase(deps, session), readTransaction(deps, visit, session)]),
    )
    if (transaction?.receipt) {
      return show(deps, response, visit, receiptPage(visit, signerCase, transaction.receipt))
    }
    if (signerCase.status === 'signed') return show(deps, response, visit, signedBeforePage(visit, signerCase))
    if (transaction === null) return response.redirect(303, '/read')
    if (transaction.status === 'redeeming' || transaction.status === 'authorised') {
      return show(deps, response, visit, progressPage(visit, deps.progressScript))
    }
    await showProblem(deps, response, visit, failureOf(transaction, session))
  })

  router.get('/receipt/status', async (_request, response) => {
    const visit = visitOf(response)
    const transaction = await readTransaction(deps, visit, requireSession(visit))
    const { status } = transaction ?? { status: 'open' }
    response.json({ ended: status !== 'redeeming' && status !== 'authorised' })
  })
  return router
}

const readTransaction = async (
  deps: Deps,
  { invitation }: Visit,
  session: Session,
): Promise<TransactionView | null> => {
  const transactionId = invitation?.transactionId ?? null
  if (transactionId === null) return null
  const { params, session: signerSession } = signerOf(session)
  const { body } = await deps.signing.call('readTransaction', {
    params: { ...params, transactionId },
    session: signerSession,
  })
  return body
}

/** Whether a signature was made is not known while the signing service is silent: then nothing else is said. */
const asked = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
  try {
    return await ask()
  } catch (cause) {
    if (!(cause instanceof SigningClientError)) throw cause
    throw new RelyingPartyError('ERR_OUTCOME_UNKNOWN', 'the signing service does not say what became of it', { cause })
  }
}

/** A transaction that will not be signed any more, or was left before logging in. */
const failureOf = ({ failure }: TransactionView, { provider, assurance }: Session): Notice => ({
  code: failure?.code ?? 'ERR_TRANSACTION_SUPERSEDED',
  kind: failure?.kind ?? 'person',
  reference: null,
  provider,
  assurance,
})
