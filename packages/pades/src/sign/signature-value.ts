import { createHash } from 'node:crypto'
import { type Certificate, digestForNode, signatureAlgorithms, verifySignature } from '@waarmerk/pki'
import { PadesError } from '../pades-error.ts'
import type { Signer } from '../ports.ts'

/**
 * Asks the signer for a signature over the signed attributes, and verifies it with the signer's own
 * certificate before anything is made of it.
 *
 * @throws PadesError ERR_PADES_SIGNATURE_REJECTED
 * @throws PkiError ERR_PKI_ALGORITHM_REFUSED when the key does not fit the algorithm
 */
export const requestSignature = async (
  signer: Signer,
  [certificate]: readonly Certificate[],
  signedAttributes: Uint8Array,
): Promise<Uint8Array> => {
  if (certificate === undefined) throw new TypeError('a signer has a certificate')
  const { algorithm } = signer
  const digest = createHash(digestForNode(algorithm) ?? signatureAlgorithms[algorithm].digest)
    .update(signedAttributes)
    .digest()
  const signature = await signer.sign({ data: signedAttributes, digest })
  const { publicKey } = certificate
  if (!verifySignature({ algorithm, publicKey, data: signedAttributes, signature })) {
    throw new PadesError(
      'ERR_PADES_SIGNATURE_REJECTED',
      'the signer returned a signature that its certificate does not verify',
    )
  }
  return signature
}
