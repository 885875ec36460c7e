import { createPublicKey } from 'node:crypto'
import { tolerances } from '@waarmerk/evidence'
import { parsePem, toPem } from '@waarmerk/pki'
import { inTransaction } from '@waarmerk/storage'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import type { SigningWork } from './gather-work.ts'
import { manifestOf } from './manifest.ts'

/**
 * The one-time certificate: issued only now, after the authorisation, and stored before the key is
 * first used. It names the person as committed, never by number, and carries the hashes of the
 * commitment and of the evidence manifest (RFC 7773), so that the signature's time stamp dates both.
 *
 * @returns DER, the signer's first; the same ones however often it is called
 */
export const issueCertificate = async (deps: Deps, work: SigningWork): Promise<Uint8Array[]> => {
  const stored = await read(deps, work.row.id)
  if (stored !== null) return stored
  const { row, commitment, opening, provider, privateKey } = work
  const chain = await deps.issuingCa.issueOneTimeCertificate({
    publicKey: createPublicKey(privateKey),
    givenName: opening.name.given,
    surname: opening.name.family,
    notBefore: new Date(commitment.iat * 1000),
    // Protocol step 8: as late as verifiers accept a time stamp, however short our own grace is.
    notAfter: new Date((commitment.exp + tolerances.timestampAfterExpiry) * 1000),
    authenticationContext: {
      commitment: row.nonce,
      issuer: provider.issuer,
      acr: work.authorisation.acr,
      manifest: manifestOf(work).sha256,
    },
  })
  await store(deps, row.id, chain)
  return (await read(deps, row.id)) ?? chain
}

const read = async ({ db }: Pick<Deps, 'db'>, transactionId: string): Promise<Uint8Array[] | null> => {
  const row = await db
    .selectFrom('certificate')
    .select('chain')
    .where('transaction_id', '=', transactionId)
    .executeTakeFirst()
  return row === undefined ? null : parsePem(row.chain).map(({ der }) => der)
}

/** Only for a transaction that is still authorised: one that was closed meanwhile gets no certificate. */
const store = ({ db }: Pick<Deps, 'db'>, transactionId: string, chain: readonly Uint8Array[]): Promise<void> =>
  inTransaction(db, async (trx) => {
    const live = await trx
      .selectFrom('signing_transaction')
      .select('id')
      .where('id', '=', transactionId)
      .where('status', '=', 'authorised')
      .forUpdate()
      .executeTakeFirst()
    if (live === undefined) throw new SigningError('ERR_SIGNING_TIMEOUT', 'the transaction ended meanwhile')
    await trx
      .insertInto('certificate')
      .values({ transaction_id: transactionId, chain: chain.map(toPem).join('') })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
