import { CodedError } from '@waarmerk/coded-error'
import type { OpenedTransaction, OpenTransaction } from '@waarmerk/signing-contract'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import { withReference } from '../audit/reference.ts'
import type { ProviderMetadata } from '../authorization/provider-metadata.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'
import type { IdentifiedActor } from '../identification/identified-actor.ts'
import type { SignerSession } from '../identification/signer-session.ts'
import { type RequestState, readSigner, refuseUnlessOpen, type SignerRow } from '../signature-request/request-store.ts'
import { statementsOf } from '../signature-request/statement.ts'
import { type Intent, makeIntent } from './make-intent.ts'
import { storeIntent } from './store-intent.ts'
import { failedWithinTheHour, failTransaction } from './transaction-store.ts'

/**
 * Protocol step 5 and the start of step 6: makes the one-time key, prepares the revisions to be
 * signed, commits to them, stores the intent, and only then pushes the authorization request.
 *
 * @throws {SigningError} ERR_ALREADY_SIGNED, ERR_SIGNER_STATE, ERR_REQUEST_*, ERR_STATEMENT_UNKNOWN,
 *   ERR_HEAD_MOVED, ERR_TOO_MANY_ATTEMPTS, ERR_TRANSACTION_IN_PROGRESS, ERR_OP_*
 * @throws {TsaError} ERR_TSA_*: refused now, kindly, rather than after the login
 */
export const openTransaction = async (
  deps: Deps,
  session: SignerSession,
  input: OpenTransaction,
): Promise<OpenedTransaction> => {
  const { intent, metadata } = await recordingRefusal(deps, session, () => storedIntent(deps, session, input))
  return push(deps, intent, metadata)
}

/** A stored intent, and what the provider published just before it. */
interface Opening {
  readonly intent: Intent
  readonly metadata: ProviderMetadata
}

/** What is refused before a transaction exists is one event all the same. */
const recordingRefusal = async (deps: Deps, at: SignerSession, act: () => Promise<Opening>): Promise<Opening> => {
  try {
    return await act()
  } catch (error) {
    const { requestId, signerId } = at
    const code = error instanceof CodedError ? error.code : 'ERR_DEFECT'
    const happening = { type: 'transaction.refused', requestId, signerId, code } as const
    throw withReference(error, await inTransaction(deps.db, (trx) => recordEvent(trx, happening)))
  }
}

const storedIntent = async (deps: Deps, session: SignerSession, input: OpenTransaction): Promise<Opening> => {
  const state = await readSigner(deps.db, session.requestId, session.signerId)
  await refuseUnlessMaySign(deps, state)
  const statement = statementsOf(state.request).find(
    ({ lang, sha256 }) => lang === input.statement.lang && sha256 === input.statement.sha256,
  )
  refuseOtherDocuments(state, input)
  if (statement === undefined) throw new SigningError('ERR_STATEMENT_UNKNOWN', 'this is not a statement of the request')
  const { actor, provider } = await readActor(deps, session)
  await deps.timestampAuthority.requireAnswering()
  const metadata = await provider.client.metadata()

  const intent = await makeIntent(deps, {
    state,
    statement,
    actor,
    provider,
    identificationId: session.identificationId,
    input,
  })
  deps.passed('objects-prepared')
  await storeIntent(deps, intent)
  deps.passed('intent-stored')
  return { intent, metadata }
}

const refuseUnlessMaySign = async (
  deps: Deps,
  { request, signer }: RequestState & { signer: SignerRow },
): Promise<void> => {
  if (signer.status === 'signed') throw new SigningError('ERR_ALREADY_SIGNED', 'this signer has signed')
  refuseUnlessOpen(deps.now(), request)
  if (signer.status !== 'identified' && signer.status !== 'signing') {
    throw new SigningError('ERR_SIGNER_STATE', `the signer is ${signer.status}`)
  }
  if ((await failedWithinTheHour(deps.db, signer.id)) >= deps.limits.attemptsPerHour) {
    throw new SigningError('ERR_TOO_MANY_ATTEMPTS', 'too many attempts within the hour')
  }
}

/** The caller names every document of the request, each once, and no other. */
const refuseOtherDocuments = ({ documents }: RequestState, input: OpenTransaction): void => {
  const named = new Set(input.documents.map(({ id }) => id))
  const all = documents.every(({ document_id }) => named.has(document_id))
  if (!all || named.size !== documents.length || input.documents.length !== documents.length) {
    throw new SigningError('ERR_HEAD_MOVED', 'these are not the documents of the request: read them again')
  }
}

const readActor = async (deps: Deps, { identificationId }: SignerSession) => {
  const row = await deps.db
    .selectFrom('identification')
    .select(['provider', 'actor_sealed'])
    .where('id', '=', identificationId)
    .executeTakeFirstOrThrow()
  const provider = deps.providers.get(row.provider)
  if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the provider is no longer configured')
  if (row.actor_sealed === null) throw new SigningError('ERR_SIGNER_SESSION_INVALID', 'log in again')
  return { provider, actor: deps.vault.openJson<IdentifiedActor>('actor', identificationId, row.actor_sealed) }
}

const push = async (deps: Deps, intent: Intent, metadata: ProviderMetadata): Promise<OpenedTransaction> => {
  try {
    const { client } = intent.provider
    const url = await client.pushAuthorizationRequest(metadata, intent.opening.requestParameters)
    deps.passed('request-pushed')
    return {
      id: intent.id,
      status: 'open',
      authorizationUrl: url.href,
      stateSha256: sha256Of(intent.opening.state),
      expiresAt: intent.expiresAt.toISOString(),
    }
  } catch (error) {
    const { code, kind } = error instanceof CodedError ? error : { code: 'ERR_DEFECT', kind: 'defect' as const }
    const reference = await failTransaction(deps.db, { id: intent.id, signer_id: intent.signerId }, { code, kind }, [
      'open',
    ])
    throw reference === null ? error : withReference(error, reference)
  }
}
