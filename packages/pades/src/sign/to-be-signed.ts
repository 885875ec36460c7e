import { type OptionalAttributes, type SignatureAlgorithm, signedDataTemplate } from '@waarmerk/cms'
import { signatureAlgorithms } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { Signer } from '../ports.ts'
import type { PreparedSignature } from './prepared-signature.ts'

/** Whose signature it will be. */
export interface FutureSigner {
  readonly algorithm: SignatureAlgorithm
  /** DER; the signer's certificate first. */
  readonly certificates: readonly Uint8Array[]
  /** Commitment type, signature policy; the same must be given to `completeSignature`. Either excludes a reason. */
  readonly attributes?: OptionalAttributes
}

/**
 * The bytes that a key elsewhere must sign for a prepared signature: DER of the signed attributes (RFC 5652 §5.4). A key
 * that takes a digest gets theirs, by the digest of the algorithm. The same input always gives the same bytes.
 *
 * @throws PadesError ERR_PADES_PREPARED_INVALID when it was prepared for another digest; PkiError for a bad certificate
 *
 * @example
 * const { prepared, increment } = await prepareSignature(file, { field, contentsBytes, signingTime })
 * const bytes = toBeSigned(prepared, { algorithm: 'rsa-sha256', certificates }) // send these, wait for days
 * const signer = signedElsewhere({ algorithm: 'rsa-sha256', certificates, signature })
 * await completeSignature({ source: file, prepared, increment, signer, tsa })
 */
export const toBeSigned = (prepared: PreparedSignature, signer: FutureSigner): Uint8Array => {
  const { digest } = signatureAlgorithms[signer.algorithm]
  const value = digest === 'sha256' ? prepared.tbs : prepared.digests?.[digest]
  if (value === undefined) {
    throw new PadesError('ERR_PADES_PREPARED_INVALID', `the signature was not prepared for ${digest}`)
  }
  return signedDataTemplate(signer).signedAttributes(new Uint8Array(Buffer.from(value, 'base64url')))
}

/** A signer whose signature over {@link toBeSigned} came from elsewhere. Not trusted: verified like any other. Never throws. */
export const signedElsewhere = ({
  algorithm,
  certificates,
  signature,
}: FutureSigner & {
  /** DER ECDSA-Sig-Value for ECDSA (RFC 5753 §7.2), the octets as they are for RSA and Ed25519. */
  readonly signature: Uint8Array
}): Signer => ({ algorithm, certificates, sign: async () => signature })
