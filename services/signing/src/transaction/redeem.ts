import { verifyIdToken } from '@waarmerk/evidence'
import { inTransaction } from '@waarmerk/storage'
import { withReference } from '../audit/reference.ts'
import type { Callback } from '../authorization/callback.ts'
import { rememberIssuerKeys } from '../authorization/issuer-keys.ts'
import { keepMetadata } from '../authorization/kept-metadata.ts'
import type { ProviderMetadata } from '../authorization/provider-metadata.ts'
import type { CapturedTokens } from '../authorization/token-exchange.ts'
import { tokenIdentity } from '../authorization/token-identity.ts'
import { verifyWithProviderKeys } from '../authorization/verify-with-provider-keys.ts'
import type { Deps, Provider } from '../deps.ts'
import { sha256Of } from '../document/sha256-after.ts'
import { SigningError } from '../errors.ts'
import { restoreSubject } from '../identification/identified-actor.ts'
import { refuseReplay } from '../identification/refuse-replay.ts'
import { signingCommitmentOf } from './commitment.ts'
import { closing } from './refusals.ts'
import {
  recordRefusal,
  type TransactionAuthorisation,
  type TransactionOpening,
  type TransactionRow,
} from './transaction-store.ts'

type RedeemDeps = Pick<Deps, 'db' | 'vault' | 'now' | 'passed'>

/**
 * Redeems the code and verifies what comes back. Once the token request has left, every failure closes
 * the transaction; only "could not connect" keeps it open.
 */
export const redeem = async (
  deps: RedeemDeps,
  found: { row: TransactionRow; provider: Provider; callback: Callback; metadata: ProviderMetadata },
): Promise<void> => {
  const { row, provider, callback, metadata } = found
  const opening = deps.vault.openJson<TransactionOpening>('opening', row.id, row.opening_sealed)
  const { codeVerifier, state } = opening
  await closing(deps, row, ['redeeming'], async () => {
    const redemption = await provider.client
      .redeemCode(metadata, { parameters: callback.parameters, codeVerifier, state, nonce: row.nonce })
      .catch((error) => reopenWhenUnreached(deps, row, error))
    deps.passed('code-redeemed')
    const known = await verify(deps, { row, provider, opening, metadata, tokens: redemption.tokens })
    if (redemption.objection !== null) throw redemption.objection
    await authorised(deps, { row, provider, idToken: redemption.tokens.idToken, ...known })
  })
  deps.passed('authorised')
}

/** Only "could not connect" keeps the transaction open: nothing was sent, so the code is still good. */
const reopenWhenUnreached = async (deps: RedeemDeps, row: TransactionRow, error: unknown): Promise<never> => {
  if (!(error instanceof SigningError) || error.code !== 'ERR_OP_UNREACHABLE') throw error
  await deps.db
    .updateTable('signing_transaction')
    .set({ status: 'open', code_sha256: null, redeeming_at: null })
    .where('id', '=', row.id)
    .where('status', '=', 'redeeming')
    .execute()
  throw withReference(error, await recordRefusal(deps.db, row, error.code))
}

const verify = async (
  deps: RedeemDeps,
  found: {
    row: TransactionRow
    provider: Provider
    opening: TransactionOpening
    metadata: ProviderMetadata
    tokens: CapturedTokens
  },
) => {
  const { row, provider, opening, metadata, tokens } = found
  const commitment = signingCommitmentOf(row)
  const identified = await deps.db
    .selectFrom('identification')
    .select('auth_time')
    .where('id', '=', row.identification_id)
    .executeTakeFirstOrThrow()
  return verifyWithProviderKeys(
    provider,
    (jwks) =>
      verifyIdToken({
        token: tokens.idToken,
        jwks,
        issuer: provider.issuer,
        clientId: provider.signingClientId,
        nonce: row.nonce,
        now: deps.now(),
        commitmentIat: commitment.iat,
        profile: provider.profile,
        assurance: commitment.assurance,
        authTime: { notBefore: commitment.iat, strictlyAfter: Number(identified.auth_time) },
        actor: restoreSubject(opening.subject),
        name: opening.name,
        onBehalfOf: null,
        algorithms: provider.algorithms,
        ...(tokens.accessToken === undefined ? {} : { accessToken: tokens.accessToken }),
      }),
    metadata,
  )
}

const authorised = async (
  deps: RedeemDeps,
  found: {
    row: TransactionRow
    provider: Provider
    idToken: string
    verified: Awaited<ReturnType<typeof verifyIdToken>>
    metadata: ProviderMetadata
  },
): Promise<void> => {
  const { row, provider, idToken, verified, metadata } = found
  const authorisation: TransactionAuthorisation = {
    idToken,
    published: keepMetadata(metadata),
    verifiedAt: Math.floor(deps.now().getTime() / 1000),
    acr: verified.acr,
    assurance: verified.assurance,
  }
  await refuseReplay(() =>
    inTransaction(deps.db, async (trx) => {
      const set = await trx
        .updateTable('signing_transaction')
        .set({
          status: 'authorised',
          token_sha256: sha256Of(idToken),
          token_jti: tokenIdentity(provider.issuer, verified),
          authorisation_sealed: deps.vault.sealJson('authorisation', row.id, authorisation),
        })
        .where('id', '=', row.id)
        .where('status', '=', 'redeeming')
        .executeTakeFirst()
      if (set.numUpdatedRows !== 1n) throw new SigningError('ERR_AUTHORISATION_LOST', 'the redemption took too long')
      await rememberIssuerKeys(trx, provider.issuer, metadata)
    }),
  )
}
