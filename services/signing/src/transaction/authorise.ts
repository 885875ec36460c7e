import type { CodedError } from '@waarmerk/coded-error'
import { sql } from 'kysely'
import { type Callback, type ProviderRefusal, readCallback } from '../authorization/callback.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'
import { refuseReplay } from '../identification/refuse-replay.ts'
import { RecordedFailure } from './recorded-failure.ts'
import { redeem } from './redeem.ts'
import { closing, keepingOpen } from './refusals.ts'
import { transitions } from './states.ts'
import type { TransactionRow } from './transaction-store.ts'

type AuthoriseDeps = Pick<Deps, 'db' | 'vault' | 'providers' | 'now' | 'passed'>
type Parameters = readonly { readonly name: string; readonly value: string }[]

/**
 * Protocol step 7: takes the callback the relying party forwarded, redeems the code itself, and
 * verifies the ID token itself. Afterwards the transaction is `authorised`, or closed with a code.
 *
 * Harmless to repeat: the same code again changes nothing and asks nobody.
 *
 * @throws {SigningError | EvidenceError | IdentityError} each refusal has its own code and is one event
 */
export const authoriseTransaction = async (
  deps: AuthoriseDeps,
  row: TransactionRow,
  parameters: Parameters,
): Promise<void> => {
  const provider = deps.providers.get(row.provider)
  if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the provider is no longer configured')
  const callback = await keepingOpen(deps, row, async () =>
    readCallback(parameters, { stateSha256: row.state_sha256, issuer: provider.issuer }),
  )
  if (row.status !== 'open') return repeated(deps, row, callback)
  await closing(deps, row, ['open'], async () => {
    if ('refused' in callback) throw refusalOf(callback.refused)
    if (row.expires_at < deps.now()) throw new SigningError('ERR_TRANSACTION_EXPIRED', 'the time to sign has passed')
  })
  if ('refused' in callback) return
  const metadata = await keepingOpen(deps, row, () => provider.client.metadata())
  await startRedeeming(deps, row, callback)
  deps.passed('redeeming')
  await redeem(deps, { row, provider, callback, metadata })
}

/** `ERR_ACR_INSUFFICIENT` is a word of the identity rules; the provider said it before any token did. */
const refusalOf = (code: string): CodedError =>
  code === 'ERR_ACR_INSUFFICIENT'
    ? new RecordedFailure(code, 'person', 'the provider could not reach the level asked for')
    : new SigningError(code as SigningError['code'], 'the provider did not authorise')

const repeated = async (
  deps: AuthoriseDeps,
  row: TransactionRow,
  callback: Callback | ProviderRefusal,
): Promise<void> => {
  const sameCode = 'code' in callback && row.code_sha256 === sha256Of(String(callback.code))
  if (row.status === 'failed' && row.failure_code !== null) {
    throw new RecordedFailure(row.failure_code, row.failure_kind ?? 'defect', 'this transaction was closed before')
  }
  if (sameCode) return
  await keepingOpen(deps, row, async () => {
    if (row.status === 'superseded')
      throw new SigningError('ERR_TRANSACTION_SUPERSEDED', 'a newer transaction took over')
    throw new SigningError('ERR_ALREADY_AUTHORISED', 'this transaction was authorised before')
  })
}

/** Writes the code's hash before the token request leaves, so that a crash is found. */
const startRedeeming = async (deps: AuthoriseDeps, row: TransactionRow, { code }: Callback): Promise<void> => {
  const claimed = await keepingOpen(deps, row, () =>
    refuseReplay(() =>
      deps.db
        .updateTable('signing_transaction')
        .set({ status: transitions.open.redeem, code_sha256: sha256Of(code), redeeming_at: sql`clock_timestamp()` })
        .where('id', '=', row.id)
        .where('status', '=', 'open')
        .where('expires_at', '>=', sql<Date>`clock_timestamp()`)
        .executeTakeFirst(),
    ),
  )
  if (claimed.numUpdatedRows !== 1n) {
    throw new SigningError('ERR_TRANSACTION_IN_PROGRESS', 'another callback of this transaction is being handled')
  }
}
