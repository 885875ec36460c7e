import {
  type Certificate,
  type DerElement,
  type DigestAlgorithm,
  oids,
  type SignatureAlgorithm,
  timeOf,
} from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { withoutPadding } from '../padding.ts'
import { asCmsError, readOwn, readUntrusted } from '../untrusted-der.ts'
import { type Attributes, onlyValue } from './attributes.ts'
import { type ParsedSignedData, parseSignedData } from './parse-signed-data.ts'
import { commitmentTypesOf, signaturePolicyOf } from './read-optional-attributes.ts'
import { type VerifiedBefore, verifySignerInfo } from './verify-signer-info.ts'

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
  /** What the signer committed to (EN 319 122-1 §5.2.3): object identifiers; empty when nothing is stated. */
  readonly commitmentTypes: readonly string[]
  /** Object identifier of the policy that the signer names (EN 319 122-1 §5.2.9); its document is not looked at. */
  readonly signaturePolicy: string | undefined
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
  const element = await readUntrusted(withoutPadding(cms), mostBytes)
  return parseDetached(element).signerInfo.digestAlgorithm
}

/** A detached signature, and the data that it must be about. */
export interface SignedDataRequest {
  /** DER, at most 2 MiB; zero bytes may follow, as in a PDF's /Contents (ISO 32000-2 §12.8.1). */
  readonly cms: Uint8Array
  /** Of the data, by the signature's digest algorithm. */
  readonly messageDigest: Uint8Array
  /** Parsed before: an embedded certificate with the same bytes is not parsed again. */
  readonly knownCertificates?: readonly Certificate[]
}

/**
 * Verifies a detached CMS signature as PAdES makes it (RFC 5652 §5.6, EN 319 142-1 §6.3): exactly one signer, no
 * content inside, id-data, message-digest, ESS signing-certificate-v2 that names the embedded certificate, the
 * algorithms where they are signed (RFC 6211), and the signature itself. The mathematics and the rules of the
 * attributes only.
 *
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`, `ERR_CMS_CONTENT_TYPE`, `ERR_CMS_NOT_DETACHED`,
 *   `ERR_CMS_SIGNER_COUNT`, `ERR_CMS_SIGNER_CERTIFICATE_MISSING`, `ERR_CMS_SIGNED_ATTRIBUTES`,
 *   `ERR_CMS_DIGEST_MISMATCH`, `ERR_CMS_ALGORITHM_SUBSTITUTED`, `ERR_CMS_SIGNING_CERTIFICATE_MISMATCH`,
 *   `ERR_CMS_ALGORITHM_REFUSED`, `ERR_CMS_SIGNATURE_INVALID`
 * @example
 * const verified = await verifySignedData({ cms: contents, messageDigest })
 * validatePath({ certificate: verified.signerCertificate, intermediates: verified.certificates, trustAnchors, at })
 */
export async function verifySignedData(request: SignedDataRequest): Promise<VerifiedSignedData> {
  const der = withoutPadding(request.cms)
  return verify(der, await readUntrusted(der, mostBytes), request)
}

/**
 * {@link verifySignedData} for a signature that this process has just made: every rule and the signature are checked,
 * but the bytes are taken apart by our strict reader alone, so that no parser library is loaded and nothing waits. A
 * stranger's signature goes through {@link verifySignedData}.
 *
 * @throws CmsError as {@link verifySignedData}
 */
export function recheckSignedData(
  request: SignedDataRequest & {
    /** What this process verified when the signature was made: the key is not asked again about the same bytes. */
    readonly verifiedBefore?: VerifiedBefore
  },
): VerifiedSignedData {
  const der = withoutPadding(request.cms)
  return verify(der, readOwn(der, mostBytes), request, request.verifiedBefore)
}

function verify(
  der: Uint8Array,
  element: DerElement,
  request: SignedDataRequest,
  before?: VerifiedBefore,
): VerifiedSignedData {
  const parsed = parseDetached(element, request.knownCertificates)
  const { signerInfo } = parsed
  const signerCertificate = verifySignerInfo(parsed, request.messageDigest, [2], before)
  return {
    der,
    signerCertificate,
    certificates: parsed.certificates,
    signature: signerInfo.signature,
    signatureAlgorithm: signerInfo.signatureAlgorithm,
    digestAlgorithm: signerInfo.digestAlgorithm,
    signedAttributes: signerInfo.signedAttributesDer,
    ...statementsOf(signerInfo.signedAttributes),
    timestampTokens: (signerInfo.unsignedAttributes.get(oids.signatureTimeStampToken) ?? []).map((token) => token.der),
  }
}

function parseDetached(element: DerElement, knownCertificates?: readonly Certificate[]): ParsedSignedData {
  const parsed = parseSignedData(element, knownCertificates)
  if (parsed.contentType !== oids.data) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'the content is not id-data')
  if (parsed.content !== undefined) throw new CmsError('ERR_CMS_NOT_DETACHED', 'the content is inside the signature')
  return parsed
}

const statementsOf = (attributes: Attributes) =>
  asCmsError('ERR_CMS_SIGNED_ATTRIBUTES', () => ({
    signingTime: attributes.has(oids.signingTime) ? timeOf(onlyValue(attributes, oids.signingTime)) : undefined,
    commitmentTypes: commitmentTypesOf(attributes),
    signaturePolicy: signaturePolicyOf(attributes),
  }))
