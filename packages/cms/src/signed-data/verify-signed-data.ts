import { type Certificate, type DigestAlgorithm, elementAt, oids, type SignatureAlgorithm, timeOf } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError, readUntrusted } from '../untrusted-der.ts'
import { onlyValue } from './attributes.ts'
import { type ParsedSignedData, parseSignedData } from './parse-signed-data.ts'
import { verifySignerInfo } from './verify-signer-info.ts'

const mostBytes = 2 * 1024 * 1024

/** A detached signature that is sound in itself; whether its signer is trusted is another question. */
export interface VerifiedSignedData {
  /** The CMS without the padding that followed it. */
  readonly der: Uint8Array
  /** Not trusted by itself: hand it to `validatePath`. */
  readonly signerCertificate: Certificate
  /** All embedded ones, the signer's included; not trusted. */
  readonly certificates: readonly Certificate[]
  readonly signature: Uint8Array
  readonly signatureAlgorithm: SignatureAlgorithm
  readonly digestAlgorithm: DigestAlgorithm
  /** DER of the `SET OF Attribute` that was signed. */
  readonly signedAttributes: Uint8Array
  /** The signer's own claim, which PAdES baseline forbids here (EN 319 142-1 §6.3): reported, not refused. */
  readonly signingTime: Date | undefined
  /** DER of each token in signature-time-stamp, not verified: hand them to {@link verifyTimestampToken}. */
  readonly timestampTokens: readonly Uint8Array[]
}

/**
 * What a detached signature says it hashed with, before anything is verified: so that the caller can compute the
 * digest for {@link verifySignedData}.
 *
 * @throws CmsError as {@link verifySignedData} does for what is malformed
 */
export async function readDigestAlgorithm(cms: Uint8Array): Promise<DigestAlgorithm> {
  return (await parseDetached(cms)).parsed.signerInfo.digestAlgorithm
}

/**
 * Verifies a detached CMS signature as PAdES makes it (RFC 5652 §5.6, EN 319 142-1 §6.3): exactly one signer, no
 * content inside, id-data, message-digest, ESS signing-certificate-v2 that names the embedded certificate, and the
 * signature itself. The mathematics and the rules of the attributes only.
 *
 * @param options.cms DER, at most 2 MiB; zero bytes may follow, as in a PDF's /Contents (ISO 32000-2 §12.8.1)
 * @param options.messageDigest of the data, by the signature's digest algorithm
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`, `ERR_CMS_CONTENT_TYPE`, `ERR_CMS_NOT_DETACHED`,
 *   `ERR_CMS_SIGNER_COUNT`, `ERR_CMS_SIGNER_CERTIFICATE_MISSING`, `ERR_CMS_SIGNED_ATTRIBUTES`,
 *   `ERR_CMS_DIGEST_MISMATCH`, `ERR_CMS_SIGNING_CERTIFICATE_MISMATCH`, `ERR_CMS_ALGORITHM_REFUSED`,
 *   `ERR_CMS_SIGNATURE_INVALID`
 * @example
 * const verified = await verifySignedData({ cms: contents, messageDigest })
 * validatePath({ certificate: verified.signerCertificate, intermediates: verified.certificates, trustAnchors, at })
 */
export async function verifySignedData(options: {
  readonly cms: Uint8Array
  readonly messageDigest: Uint8Array
}): Promise<VerifiedSignedData> {
  const { der, parsed } = await parseDetached(options.cms)
  const { signerInfo } = parsed
  const signerCertificate = verifySignerInfo(parsed, options.messageDigest, [2])
  return {
    der,
    signerCertificate,
    certificates: parsed.certificates,
    signature: signerInfo.signature,
    signatureAlgorithm: signerInfo.signatureAlgorithm,
    digestAlgorithm: signerInfo.digestAlgorithm,
    signedAttributes: signerInfo.signedAttributesDer,
    signingTime: signingTimeOf(parsed),
    timestampTokens: (signerInfo.unsignedAttributes.get(oids.signatureTimeStampToken) ?? []).map((token) => token.der),
  }
}

async function parseDetached(cms: Uint8Array): Promise<{ der: Uint8Array; parsed: ParsedSignedData }> {
  const der = withoutPadding(cms)
  const parsed = parseSignedData(await readUntrusted(der, mostBytes))
  if (parsed.contentType !== oids.data) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'the content is not id-data')
  if (parsed.content !== undefined) throw new CmsError('ERR_CMS_NOT_DETACHED', 'the content is inside the signature')
  return { der, parsed }
}

function withoutPadding(cms: Uint8Array): Uint8Array {
  const { der } = asCmsError('ERR_CMS_MALFORMED', () => elementAt(cms, 0))
  if (cms.subarray(der.length).some((octet) => octet !== 0)) {
    throw new CmsError('ERR_CMS_MALFORMED', 'something other than padding follows the signature')
  }
  return der
}

const signingTimeOf = ({ signerInfo: { signedAttributes } }: ParsedSignedData): Date | undefined =>
  signedAttributes.has(oids.signingTime)
    ? asCmsError('ERR_CMS_SIGNED_ATTRIBUTES', () => timeOf(onlyValue(signedAttributes, oids.signingTime)))
    : undefined
