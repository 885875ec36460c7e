import { type Certificate, contentsOf, oidOf, oids, verifySignature } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError } from '../untrusted-der.ts'
import { onlyValue } from './attributes.ts'
import type { ParsedSignedData } from './parse-signed-data.ts'
import { requireProtectedAlgorithms } from './read-optional-attributes.ts'
import { requireSigningCertificate } from './signing-certificate.ts'

/** A signature that was verified with the key of this certificate, over exactly these attributes. */
export interface VerifiedBefore {
  readonly certificate: Certificate
  /** DER of the `SET OF Attribute`. */
  readonly signedAttributes: Uint8Array
  readonly signature: Uint8Array
}

/**
 * RFC 5652 §5.6 and RFC 5035 for the one signer: content-type, message-digest, ESS signing certificate, signature.
 *
 * @param before the key is not asked again about the same bytes
 * @returns the signer's certificate; that someone vouches for it is not checked here
 * @throws CmsError `ERR_CMS_SIGNER_CERTIFICATE_MISSING`, `ERR_CMS_SIGNED_ATTRIBUTES`, `ERR_CMS_CONTENT_TYPE`,
 *   `ERR_CMS_DIGEST_MISMATCH`, `ERR_CMS_ALGORITHM_SUBSTITUTED`, `ERR_CMS_SIGNING_CERTIFICATE_MISMATCH`,
 *   `ERR_CMS_ALGORITHM_REFUSED`, `ERR_CMS_SIGNATURE_INVALID`
 */
export function verifySignerInfo(
  parsed: ParsedSignedData,
  messageDigest: Uint8Array,
  essVersions: readonly (1 | 2)[],
  before?: VerifiedBefore,
): Certificate {
  const { signedAttributes, signedAttributesDer: data, signatureAlgorithm: algorithm, signature } = parsed.signerInfo
  const certificate = parsed.certificates.find(parsed.signerInfo.isSigner)
  if (certificate === undefined) {
    throw new CmsError('ERR_CMS_SIGNER_CERTIFICATE_MISSING', 'the certificate of the signer is not embedded')
  }
  asCmsError('ERR_CMS_SIGNED_ATTRIBUTES', () => {
    if (oidOf(onlyValue(signedAttributes, oids.contentType)) !== parsed.contentType) {
      throw new CmsError('ERR_CMS_CONTENT_TYPE', 'the signed content type is another')
    }
    const stated = contentsOf(onlyValue(signedAttributes, oids.messageDigest), 0x04)
    if (Buffer.compare(stated, messageDigest) !== 0) {
      throw new CmsError('ERR_CMS_DIGEST_MISMATCH', 'other data was signed')
    }
    requireProtectedAlgorithms(signedAttributes, parsed.signerInfo)
    requireSigningCertificate(signedAttributes, certificate, essVersions)
    const known = before !== undefined && isSame({ certificate, signedAttributes: data, signature }, before)
    if (!known && !verifySignature({ algorithm, publicKey: certificate.publicKey, data, signature })) {
      throw new CmsError('ERR_CMS_SIGNATURE_INVALID', 'the signature is wrong')
    }
  })
  return certificate
}

const isSame = (a: VerifiedBefore, b: VerifiedBefore): boolean =>
  Buffer.compare(a.certificate.der, b.certificate.der) === 0 &&
  Buffer.compare(a.signedAttributes, b.signedAttributes) === 0 &&
  Buffer.compare(a.signature, b.signature) === 0
