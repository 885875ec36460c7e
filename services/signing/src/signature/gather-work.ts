import type { KeyObject } from 'node:crypto'
import type { SigningCommitment } from '@waarmerk/evidence'
import { unsealPrivateKey } from '@waarmerk/key-providers'
import type { PreparedSignature } from '@waarmerk/pades'
import type { Deps, Provider } from '../deps.ts'
import { type Revision, readRevisions } from '../document/revision-store.ts'
import { SigningError } from '../errors.ts'
import type { IdentifiedActor } from '../identification/identified-actor.ts'
import { signingCommitmentOf } from '../transaction/commitment.ts'
import { oneTimeKeyContext } from '../transaction/one-time-key-context.ts'
import {
  openingOf,
  readPrepared,
  type TransactionAuthorisation,
  type TransactionOpening,
  type TransactionRow,
} from '../transaction/transaction-store.ts'

/** One document to sign: its committed revisions and the increment that was prepared on them. */
export interface DocumentWork {
  readonly documentId: string
  readonly revisions: readonly Revision[]
  readonly prepared: PreparedSignature
  readonly preparedObject: { readonly objectKey: string; readonly objectSize: number; readonly objectSha256: string }
}

/** Everything an authorised transaction needs to become a signature. */
export interface SigningWork {
  readonly row: TransactionRow
  readonly requestId: string
  readonly provider: Provider
  readonly commitment: SigningCommitment
  readonly opening: TransactionOpening
  readonly authorisation: TransactionAuthorisation
  readonly identification: { readonly commitment: Uint8Array; readonly actor: IdentifiedActor }
  readonly privateKey: KeyObject
  readonly documents: readonly DocumentWork[]
}

/** @throws {SigningError} ERR_OBJECT_CORRUPT when a row it depends on is gone, ERR_TRANSACTION_EXPIRED when the key is */
export const gatherWork = async (deps: Deps, row: TransactionRow): Promise<SigningWork> => {
  const provider = deps.providers.get(row.provider)
  if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the provider is no longer configured')
  if (row.authorisation_sealed === null) throw new SigningError('ERR_OBJECT_CORRUPT', 'authorised without a token')
  const signer = await deps.db
    .selectFrom('signer')
    .select('request_id')
    .where('id', '=', row.signer_id)
    .executeTakeFirstOrThrow()
  return {
    row,
    requestId: signer.request_id,
    provider,
    commitment: signingCommitmentOf(row),
    opening: openingOf(deps.vault, row),
    authorisation: deps.vault.openJson<TransactionAuthorisation>('authorisation', row.id, row.authorisation_sealed),
    identification: await readIdentification(deps, row.identification_id),
    privateKey: unwrapKey(deps, row),
    documents: await readDocuments(deps, row.id),
  }
}

const unwrapKey = (deps: Pick<Deps, 'keks'>, row: TransactionRow): KeyObject => {
  if (row.wrapped_key === null || row.kek === null) {
    throw new SigningError('ERR_TRANSACTION_EXPIRED', 'the one-time key was erased')
  }
  return unsealPrivateKey(deps.keks.get(row.kek), row.wrapped_key, oneTimeKeyContext(row.id, row.nonce))
}

const readIdentification = async (
  deps: Pick<Deps, 'db' | 'vault'>,
  id: string,
): Promise<SigningWork['identification']> => {
  const row = await deps.db
    .selectFrom('identification')
    .select(['commitment', 'actor_sealed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.actor_sealed === null) throw new SigningError('ERR_OBJECT_CORRUPT', 'the identification holds no actor')
  return { commitment: row.commitment, actor: deps.vault.openJson<IdentifiedActor>('actor', id, row.actor_sealed) }
}

const readDocuments = async (deps: Pick<Deps, 'db'>, transactionId: string): Promise<DocumentWork[]> => {
  const rows = await readPrepared(deps.db, transactionId)
  return Promise.all(
    rows.map(async (row) => {
      const object = await deps.db
        .selectFrom('object')
        .select(['key', 'size', 'sha256'])
        .where('key', '=', row.object_key)
        .executeTakeFirstOrThrow()
      const revisions = await readRevisions(deps.db, row.document_id)
      if (revisions.at(-1)?.number !== row.base_revision) {
        throw new SigningError('ERR_HEAD_MOVED', 'the document changed after it was committed to')
      }
      return {
        documentId: row.document_id,
        revisions,
        prepared: JSON.parse(row.prepared) as PreparedSignature,
        preparedObject: { objectKey: object.key, objectSize: Number(object.size), objectSha256: object.sha256 },
      }
    }),
  )
}
