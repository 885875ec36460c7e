import { CodedError } from '@waarmerk/coded-error'
import type { Deps } from '../deps.ts'
import { storeIncrement } from '../document/store-increment.ts'
import { failTransaction, type TransactionRow } from '../transaction/transaction-store.ts'
import { checkPrepared } from './check-prepared.ts'
import { claimTransaction, releaseTransaction } from './claim-transaction.ts'
import { commitSignatures } from './commit-signatures.ts'
import { gatherWork } from './gather-work.ts'
import { issueCertificate } from './issue-certificate.ts'
import { makeEvidence } from './make-evidence.ts'
import { selfCheck } from './self-check.ts'
import { signDocument } from './sign-document.ts'

const retrySeconds = 2

/**
 * Protocol step 8, from `authorised` to `signed`. Any instance may call it at any time and any number
 * of times: a crash leaves the transaction authorised, and the next call starts again with the same
 * key and certificate. Nothing is asked of a time-stamp authority, provider or object store inside
 * the committing database transaction.
 *
 * Never throws what concerns the transaction: it stays authorised to be tried again, or is closed
 * with a code once its time is over.
 */
export const signAuthorised = async (deps: Deps, transactionId: string): Promise<void> => {
  const row = await claimTransaction(deps.db, transactionId, deps.limits)
  if (row === null) return
  try {
    await sign(deps, row)
  } catch (error) {
    await closeOrRetry(deps, row, error)
  }
}

const sign = async (deps: Deps, row: TransactionRow): Promise<void> => {
  const work = await gatherWork(deps, row)
  await checkPrepared(deps, work)
  await deps.timestampAuthority.requireAnswering()
  const certificates = await issueCertificate(deps, work)
  deps.passed('certificate-stored')
  const signed = []
  for (const document of work.documents) signed.push(await signDocument(deps, work, certificates, document))
  const evidence = await makeEvidence(deps, work, certificates, signed)
  await selfCheck(deps, work, signed, evidence)
  deps.passed('signed')
  const stored = []
  for (const document of signed) stored.push({ ...document, object: await storeIncrement(deps, document.increment) })
  deps.passed('objects-written')
  await commitSignatures(deps, work, stored, evidence)
  deps.passed('committed')
}

/** Down means no signature: tried again until `exp` plus the grace, then closed and the key erased. */
const closeOrRetry = async (deps: Deps, row: TransactionRow, error: unknown): Promise<void> => {
  // What has no code is most likely a database or a disk that was away for a moment: it is tried again, too.
  const { code, kind } = error instanceof CodedError ? error : { code: 'ERR_DEFECT', kind: 'upstream' as const }
  const end = row.expires_at.getTime() + deps.limits.graceSeconds * 1000
  const about = { transactionId: row.id, code, error }
  if (kind === 'upstream' && deps.now().getTime() + retrySeconds * 1000 < end) {
    deps.logger.warn('a signature waits for something outside', about)
    await releaseTransaction(deps.db, row.id, retrySeconds)
    return
  }
  deps.logger.error('an authorised transaction came to nothing', about)
  await failTransaction(deps.db, row, { code, kind: code === 'ERR_DEFECT' ? 'defect' : kind }, ['authorised'])
}
