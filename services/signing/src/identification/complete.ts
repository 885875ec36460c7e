import { randomBytes } from 'node:crypto'
import { parseCommitment, type VerifiedIdToken, verifyIdToken } from '@waarmerk/evidence'
import type { SignerConstraint } from '@waarmerk/signing-contract'
import { inTransaction } from '@waarmerk/storage'
import type { Selectable } from 'kysely'
import { recordEvent } from '../audit/record-event.ts'
import { publishedKeys, rememberIssuerKeys } from '../authorization/issuer-keys.ts'
import { keepMetadata } from '../authorization/kept-metadata.ts'
import type { ProviderMetadata } from '../authorization/provider-metadata.ts'
import { tokenIdentity } from '../authorization/token-identity.ts'
import { verifyWithProviderKeys } from '../authorization/verify-with-provider-keys.ts'
import type { IdentificationTable } from '../database/schema.ts'
import type { Deps, Provider } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'
import { meetsConstraint } from '../signature-request/constraint.ts'
import { type RequestRow, readSigner, refuseUnlessOpen, type SignerRow } from '../signature-request/request-store.ts'
import { failIdentification } from './fail.ts'
import { type IdentifiedActor, keepSubject } from './identified-actor.ts'
import { loginParameters } from './login-parameters.ts'
import { refuseReplay } from './refuse-replay.ts'

type CompleteDeps = Pick<Deps, 'db' | 'vault' | 'providers' | 'limits' | 'now'>

/** An opaque secret; only its hash is kept. */
export interface OpenedSession {
  readonly session: string
  readonly expiresAt: Date
}

/**
 * Protocol step 3: verifies the login's ID token itself and matches the actor with the signer's
 * constraint. Single use: whatever goes wrong closes the identification, as one event.
 *
 * @throws {SigningError} ERR_IDENTIFICATION_UNKNOWN, ERR_IDENTIFICATION_CLOSED, ERR_TOKEN_REPLAYED, ERR_OP_*,
 *   ERR_ACTOR_MISMATCH (EvidenceError)
 * @throws {EvidenceError} ERR_ID_TOKEN_*, ERR_AUTH_TIME_*
 * @throws {IdentityError} ERR_ACR_*, ERR_CLAIMS_*
 */
export const completeIdentification = async (
  deps: CompleteDeps,
  input: {
    readonly requestId: string
    readonly signerId: string
    readonly identificationId: string
    readonly idToken: string
  },
): Promise<OpenedSession> => {
  const { request, signer } = await readSigner(deps.db, input.requestId, input.signerId)
  refuseUnlessOpen(deps.now(), request)
  const row = await claim(deps, signer, input.identificationId)
  const provider = deps.providers.get(row.provider)
  if (provider === undefined) throw new SigningError('ERR_PROVIDER_NOT_ALLOWED', 'the provider is no longer configured')
  try {
    const { verified, metadata } = await verify(deps, { row, provider, request, idToken: input.idToken })
    refuseStranger(deps, signer, provider, verified)
    return await open(deps, { request, signer, row, provider, verified, metadata, idToken: input.idToken })
  } catch (error) {
    throw await failIdentification(
      deps.db,
      { requestId: request.id, signerId: signer.id, identificationId: row.id },
      error,
    )
  }
}

type Row = Selectable<IdentificationTable>

const claim = async ({ db, now }: CompleteDeps, signer: SignerRow, id: string): Promise<Row> => {
  const row = await db
    .selectFrom('identification')
    .selectAll()
    .where('id', '=', id)
    .where('signer_id', '=', signer.id)
    .executeTakeFirst()
  if (row === undefined) throw new SigningError('ERR_IDENTIFICATION_UNKNOWN', 'there is no such identification')
  if (row.status !== 'open' || row.expires_at <= now()) {
    throw new SigningError('ERR_IDENTIFICATION_CLOSED', 'this identification was used or has expired')
  }
  return row
}

const verify = async (
  deps: CompleteDeps,
  { row, provider, request, idToken }: { row: Row; provider: Provider; request: RequestRow; idToken: string },
) => {
  const { commitment } = parseCommitment(row.commitment)
  return verifyWithProviderKeys(provider, (jwks) =>
    verifyIdToken({
      token: idToken,
      jwks,
      issuer: provider.issuer,
      clientId: provider.loginClientId,
      nonce: row.nonce,
      now: deps.now(),
      commitmentIat: commitment.iat,
      profile: provider.profile,
      assurance: request.assurance,
      authTime: { notBefore: commitment.iat },
      algorithms: provider.algorithms,
    }),
  )
}

const refuseStranger = (
  { vault }: CompleteDeps,
  signer: SignerRow,
  provider: Provider,
  verified: VerifiedIdToken,
): void => {
  const constraint = vault.openJson<SignerConstraint>('constraint', signer.id, signer.constraint_sealed)
  if (!meetsConstraint(constraint, verified.identity.actor.identifier, provider.issuer)) {
    throw new SigningError('ERR_SIGNER_MISMATCH', 'someone else logged in')
  }
}

const open = async (
  deps: CompleteDeps,
  found: {
    request: RequestRow
    signer: SignerRow
    row: Row
    provider: Provider
    verified: VerifiedIdToken
    metadata: ProviderMetadata
    idToken: string
  },
): Promise<OpenedSession> => {
  const { request, signer, row, provider, verified, metadata, idToken } = found
  const { identifier, name } = verified.identity.actor
  if (name === undefined && provider.profile.name.source === 'op') {
    throw new SigningError('ERR_NAME_MISSING', 'the provider gave no name to sign with')
  }
  const actor: IdentifiedActor = {
    subject: keepSubject(identifier),
    name: name ?? null,
    token: idToken,
    published: keepMetadata(metadata),
    verifiedAt: Math.floor(deps.now().getTime() / 1000),
    requestParameters: loginParameters(
      provider.profile,
      request.assurance,
      row.nonce,
      deps.limits.identificationSeconds,
    ),
  }
  const session = randomBytes(32).toString('base64url')
  const expiresAt = new Date(deps.now().getTime() + deps.limits.sessionSeconds * 1000)
  const keys = await publishedKeys(metadata)
  await refuseReplay(() =>
    inTransaction(deps.db, async (trx) => {
      const completed = await trx
        .updateTable('identification')
        .set({
          status: 'completed',
          token_sha256: sha256Of(idToken),
          token_jti: tokenIdentity(provider.issuer, verified),
          actor_sealed: deps.vault.sealJson('actor', row.id, actor),
          auth_time: String(Math.floor(verified.authTime)),
        })
        .where('id', '=', row.id)
        .where('status', '=', 'open')
        .executeTakeFirst()
      if (completed.numUpdatedRows !== 1n) throw new SigningError('ERR_IDENTIFICATION_CLOSED', 'it was used meanwhile')
      await trx
        .updateTable('signer')
        .set({ status: 'identified' })
        .where('id', '=', signer.id)
        .where('status', '=', 'invited')
        .execute()
      await trx
        .insertInto('signer_session')
        .values({ sha256: sha256Of(session), signer_id: signer.id, identification_id: row.id, expires_at: expiresAt })
        .execute()
      await rememberIssuerKeys(trx, provider.issuer, keys)
      await recordEvent(trx, { type: 'signer.identified', requestId: request.id, signerId: signer.id })
    }),
  )
  return { session, expiresAt }
}
