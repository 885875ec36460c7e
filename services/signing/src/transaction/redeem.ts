import { verifyIdToken } from '@waarmerk/evidence'
import { inTransaction } from '@waarmerk/storage'
import { withReference } from '../audit/reference.ts'
import type { Callback } from '../authorization/callback.ts'
import { publishedKeys, rememberIssuerKeys } from '../authorization/issuer-keys.ts'
import { keepMetadata } from '../authorization/kept-metadata.ts'
import type { Redemption } from '../authorization/openid-client.ts'
import type { ProviderMetadata } from '../authorization/provider-metadata.ts'
import type { CapturedTokens } from '../authorization/token-exchange.ts'
import { tokenIdentity } from '../authorization/token-identity.ts'
import { verifyWithProviderKeys } from '../authorization/verify-with-provider-keys.ts'
import type { Deps, Provider } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { sha256Of } from '../hash.ts'
import { restoreSubject } from '../identification/identified-actor.ts'
import { refuseReplay } from '../identification/refuse-replay.ts'
import { signingCommitmentOf } from './commitment.ts'
import { closing } from './refusals.ts'
import { transitions } from './states.ts'
import {
  openingOf,
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
  const attempt = { ...row, code_sha256: sha256Of(callback.code) }
  const opening = openingOf(deps.vault, row)
  const redemption = await redeemOrReopen(deps, { ...found, row: attempt, opening })
  deps.passed('code-redeemed')
  await closing(deps, attempt, ['redeeming'], async () => {
    const known = await verify(deps, { row, provider, opening, metadata, tokens: redemption.tokens })
    if (redemption.objection !== null) throw redemption.objection
    await authorised(deps, { row: attempt, provider, idToken: redemption.tokens.idToken, ...known })
  })
  deps.passed('authorised')
}

const redeemOrReopen = async (
  deps: RedeemDeps,
  found: {
    row: TransactionRow
    provider: Provider
    callback: Callback
    metadata: ProviderMetadata
    opening: TransactionOpening
  },
): Promise<Redemption> => {
  const { row, provider, callback, metadata, opening } = found
  const { parameters } = callback
  const { codeVerifier, state } = opening
  try {
    return await provider.client.redeemCode(metadata, { parameters, codeVerifier, state, nonce: row.nonce })
  } catch (error) {
    if (error instanceof SigningError && error.code === 'ERR_OP_UNREACHABLE') throw await reopen(deps, row, error)
    return closing(deps, row, ['redeeming'], () => Promise.reject(error))
  }
}

/** Nothing was sent, so the code is still good: one event, and the transaction is as it was. */
const reopen = (deps: RedeemDeps, row: TransactionRow, error: SigningError): Promise<unknown> =>
  inTransaction(deps.db, async (trx) => {
    const reopened = await trx
      .updateTable('signing_transaction')
      .set({ status: transitions.redeeming.reopen, code_sha256: null, redeeming_at: null })
      .where('id', '=', row.id)
      .where('status', '=', 'redeeming')
      .where('code_sha256', '=', row.code_sha256)
      .executeTakeFirst()
    if (reopened.numUpdatedRows !== 1n) return error
    return withReference(error, await recordRefusal(trx, row, error.code))
  })

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
  const strictlyAfter = await lastIdentifiedAt(deps, row.signer_id)
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
        authTime: { notBefore: commitment.iat, strictlyAfter },
        actor: restoreSubject(opening.subject),
        name: opening.name,
        onBehalfOf: null,
        algorithms: provider.algorithms,
        ...(tokens.accessToken === undefined ? {} : { accessToken: tokens.accessToken }),
      }),
    metadata,
  )
}

/** When this signer last identified, in whichever session: no identification may stand in for the second login. */
const lastIdentifiedAt = async ({ db }: Pick<Deps, 'db'>, signerId: string): Promise<number> => {
  const row = await db
    .selectFrom('identification')
    .select(({ fn }) => fn.max('auth_time').as('latest'))
    .where('signer_id', '=', signerId)
    .where('status', '=', 'completed')
    .executeTakeFirst()
  if (row?.latest == null) throw new SigningError('ERR_OBJECT_CORRUPT', 'a transaction without an identification')
  return Number(row.latest)
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
    profile: provider.profile,
  }
  const keys = await publishedKeys(metadata)
  await refuseReplay(() =>
    inTransaction(deps.db, async (trx) => {
      const set = await trx
        .updateTable('signing_transaction')
        .set({
          status: transitions.redeeming.authorise,
          token_sha256: sha256Of(idToken),
          token_jti: tokenIdentity(provider.issuer, verified),
          authorisation_sealed: deps.vault.sealJson('authorisation', row.id, authorisation),
        })
        .where('id', '=', row.id)
        .where('status', '=', 'redeeming')
        .where('code_sha256', '=', row.code_sha256)
        .executeTakeFirst()
      if (set.numUpdatedRows !== 1n) throw new SigningError('ERR_AUTHORISATION_LOST', 'the redemption took too long')
      await rememberIssuerKeys(trx, provider.issuer, keys)
    }),
  )
}
