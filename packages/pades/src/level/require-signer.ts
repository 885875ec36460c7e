import type { Certificate } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import { type PathSources, provePath } from './certificate-path.ts'

/** @throws PadesError ERR_PADES_CERTIFICATE_NOT_VALID when the certificate was not valid then (RFC 5280 §4.1.2.5) */
export const requireValidAt = ({ notBefore, notAfter }: Certificate, at: Date): void => {
  if (at < notBefore || at > notAfter) {
    throw new PadesError(
      'ERR_PADES_CERTIFICATE_NOT_VALID',
      'the certificate was not valid when the signature was made, as far as anybody can say',
    )
  }
}

/**
 * Refuses a signer whose certificate is not valid at a moment; where the caller trusts somebody, also one whose path does
 * not lead there, or whose key is not for signatures.
 *
 * @throws PadesError ERR_PADES_CERTIFICATE_NOT_VALID, ERR_PADES_CHAIN_INCOMPLETE; PkiError when the path is not valid;
 *   what `issuers` throws
 */
export const requireSigner = async (
  [certificate, ...pool]: readonly Certificate[],
  at: Date,
  sources: PathSources,
): Promise<void> => {
  if (certificate === undefined) throw new TypeError('a signer has a certificate')
  requireValidAt(certificate, at)
  if (sources.trustAnchors === undefined) return
  await provePath({ certificate, pool, at, keyUsage: ['contentCommitment', 'digitalSignature'] }, sources)
}

/**
 * The same before the key is used, for a signature that will be stamped: the moment is not known yet, and what is claimed
 * (/M) may be from before the certificate was issued.
 *
 * @throws as {@link requireSigner}
 */
export const requireSignerSometime = async (
  certificates: readonly Certificate[],
  claimed: Date,
  sources: PathSources,
): Promise<void> => {
  const from = certificates[0]?.notBefore ?? claimed
  await requireSigner(certificates, claimed < from ? from : claimed, sources)
}
