import { CodedError } from '@waarmerk/coded-error'
import type { SecurityStore } from '@waarmerk/pdf'
import type { Certificate } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import { storedCertificates } from '../validate/stored-certificates.ts'
import type { PathToProve } from './certificate-path.ts'
import { storedFirst } from './stored-revocation.ts'
import { collectMaterial } from './validation-material.ts'

/**
 * Proves paths with what a file holds, without any network: nothing less is long-term (EN 319 142-1 §6.3).
 *
 * @throws what {@link collectMaterial} throws: PadesError ERR_PADES_PROOF_MISSING, ERR_PADES_CHAIN_INCOMPLETE,
 *   ERR_PADES_TOO_MANY_RESPONDERS; PkiError for an invalid path, ERR_PKI_REVOKED where what is stored says so
 */
export const requireOfflineProof = async (
  store: SecurityStore | null,
  targets: readonly PathToProve[],
  trustAnchors?: readonly Certificate[],
): Promise<void> => {
  const kept = storedCertificates(store)
  const complete = targets.map((target) => ({ ...target, pool: [...target.pool, ...kept] }))
  await collectMaterial(complete, { trustAnchors, revocation: storedFirst(store, null) })
}

/**
 * The same for what was just made: what does not prove it is our own mistake, or that of a source that we were given.
 *
 * @throws PadesError ERR_PADES_SELF_CHECK_FAILED; its cause says what was wrong
 */
export const requireOwnProof = async (...proof: Parameters<typeof requireOfflineProof>): Promise<void> => {
  try {
    await requireOfflineProof(...proof)
  } catch (cause) {
    if (!(cause instanceof CodedError)) throw cause
    const message = `the security store does not prove what it was made for: ${cause.code}`
    throw new PadesError('ERR_PADES_SELF_CHECK_FAILED', message, { cause })
  }
}
