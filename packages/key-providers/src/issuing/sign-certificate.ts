import { type KeyObject, sign } from 'node:crypto'
import { type CertificateFields, digestForNode, paddingForNode, signedCertificate, tbsCertificate } from '@waarmerk/pki'
import { algorithmOf } from '../software/algorithm-of.ts'

/** Writes and signs a certificate with the issuer's key; DER. */
export const signCertificate = (fields: Omit<CertificateFields, 'algorithm'>, issuerKey: KeyObject): Uint8Array => {
  const algorithm = algorithmOf(issuerKey)
  const tbs = tbsCertificate({ ...fields, algorithm })
  const signature = sign(digestForNode(algorithm), tbs, { key: issuerKey, ...paddingForNode(algorithm) })
  return signedCertificate({ tbsCertificate: tbs, algorithm, signature: new Uint8Array(signature) })
}

/** DER of the SubjectPublicKeyInfo. */
export const publicKeyDer = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ format: 'der', type: 'spki' }))
