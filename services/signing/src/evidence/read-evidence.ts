import { parseEvidence, redactEvidence, type SealedEvidence, sealEvidence } from '@waarmerk/evidence'
import { inTransaction } from '@waarmerk/storage'
import { recordEvent } from '../audit/record-event.ts'
import type { Deps } from '../deps.ts'
import { SigningError } from '../errors.ts'
import { readSigner } from '../signature-request/request-store.ts'

/**
 * The evidence of one signer. The redacted form is sealed anew; giving out the full one is recorded.
 *
 * @throws {SigningError} ERR_REQUEST_UNKNOWN, ERR_SIGNER_UNKNOWN, ERR_EVIDENCE_UNKNOWN
 */
export const readEvidence = async (
  deps: Pick<Deps, 'db' | 'vault' | 'seal'>,
  at: { readonly requestId: string; readonly signerId: string },
  form: 'redacted' | 'full',
): Promise<SealedEvidence> => {
  const { signer } = await readSigner(deps.db, at.requestId, at.signerId)
  const row = await deps.db
    .selectFrom('evidence')
    .select('record_sealed')
    .where('signer_id', '=', signer.id)
    .executeTakeFirst()
  if (row === undefined) throw new SigningError('ERR_EVIDENCE_UNKNOWN', 'this signer has not signed')
  const full = deps.vault.openJson<SealedEvidence>('evidence', signer.id, row.record_sealed)
  if (form === 'redacted') {
    const { privateKey, certificates } = deps.seal
    return sealEvidence(redactEvidence(parseEvidence(full).record), { privateKey, x5c: certificates })
  }
  await inTransaction(deps.db, (trx) => recordEvent(trx, { type: 'evidence.read', ...at }))
  return full
}
