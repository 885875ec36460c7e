import { createHash } from 'node:crypto'
import { type Certificate, type DerElement, type DigestAlgorithm, oids, validatePath } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { type ParsedSignedData, parseSignedData } from '../signed-data/parse-signed-data.ts'
import { verifySignerInfo } from '../signed-data/verify-signer-info.ts'
import { readOwn, readUntrusted } from '../untrusted-der.ts'
import { parseTstInfo, type TstInfo } from './tst-info.ts'

const mostBytes = 256 * 1024

/** A token whose signature is sound and whose key may stamp time. */
export interface VerifiedTimestamp {
  /** When the authority says that the imprint existed; to the millisecond. */
  readonly genTime: Date
  /** The authority's. */
  readonly certificate: Certificate
  /** All embedded ones. */
  readonly certificates: readonly Certificate[]
  /** Object identifier. */
  readonly policy: string
  /** Upper-case hexadecimal. */
  readonly serialNumber: string
  /** Whether a path to one of the caller's anchors was valid at genTime; false when no anchors were given. */
  readonly trusted: boolean
}

/** A token taken apart: its statement and the signature around it. Nothing verified. */
export interface ParsedTimestampToken {
  readonly signedData: ParsedSignedData
  readonly content: Uint8Array
  readonly tstInfo: TstInfo
}

/**
 * Takes a TimeStampToken apart (RFC 3161 §2.4.2).
 *
 * @throws CmsError `ERR_CMS_TOO_LARGE`, `ERR_CMS_MALFORMED`, `ERR_CMS_CONTENT_TYPE`, `ERR_CMS_TIMESTAMP_MALFORMED` …
 */
export const parseTimestampToken = async (token: Uint8Array): Promise<ParsedTimestampToken> =>
  parse(await readUntrusted(token, mostBytes))

function parse(element: DerElement, knownCertificates?: readonly Certificate[]): ParsedTimestampToken {
  const signedData = parseSignedData(element, knownCertificates)
  const { content, contentType } = signedData
  if (contentType !== oids.tstInfo) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'the content is not TSTInfo')
  if (content === undefined) throw new CmsError('ERR_CMS_TIMESTAMP_MALFORMED', 'the token is empty')
  return { signedData, content, tstInfo: parseTstInfo(content) }
}

/** A token, and what it must prove. */
export interface TimestampTokenRequest {
  /** DER, at most 256 KiB. */
  readonly token: Uint8Array
  /** The digest that must have been stamped: 32 (SHA-256), 48 or 64 bytes. */
  readonly messageImprint: Uint8Array
  /** When given, a path to one of them must be valid at genTime. */
  readonly trustAnchors?: readonly Certificate[]
  /** Certificates that may help to find that path, beside those in the token. */
  readonly intermediates?: readonly Certificate[]
  /** Parsed before: an embedded certificate with the same bytes is not parsed again. */
  readonly knownCertificates?: readonly Certificate[]
}

/**
 * What a token says the stamped data was hashed with, before anything is verified: so that the caller can compute the
 * message imprint for {@link verifyTimestampToken}.
 *
 * @throws CmsError as {@link verifyTimestampToken} does for what is malformed
 */
export async function readImprintAlgorithm(token: Uint8Array): Promise<DigestAlgorithm> {
  return (await parseTimestampToken(token)).tstInfo.messageImprint.algorithm
}

/**
 * Verifies a time-stamp token (RFC 3161 §2.2, §2.3, RFC 5816): one signer, TSTInfo of version 1 over exactly this
 * imprint, ESS signing certificate of either version, signature, a certificate whose only purpose is time stamping,
 * critically, and which was valid at genTime.
 *
 * @throws CmsError `ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH`, `ERR_CMS_TIMESTAMP_KEY_PURPOSE`,
 *   `ERR_CMS_TIMESTAMP_UNTRUSTED` (its cause says why), `ERR_CMS_TIMESTAMP_MALFORMED`, and those of
 *   {@link verifySignedData} for the signature around it
 * @example
 * const { genTime } = await verifyTimestampToken({ token, messageImprint: sha256(signature), trustAnchors })
 */
export const verifyTimestampToken = async (request: TimestampTokenRequest): Promise<VerifiedTimestamp> =>
  verify(await readUntrusted(request.token, mostBytes), request)

/**
 * {@link verifyTimestampToken} for a token that this process has verified before (a client does when it receives one):
 * all is checked again, but by our strict reader alone; no parser library is loaded and nothing waits.
 *
 * @throws CmsError as {@link verifyTimestampToken}
 */
export const recheckTimestampToken = (request: TimestampTokenRequest): VerifiedTimestamp =>
  verify(readOwn(request.token, mostBytes), request)

function verify(element: DerElement, request: TimestampTokenRequest): VerifiedTimestamp {
  const { signedData, content, tstInfo } = parse(element, request.knownCertificates)
  requireImprint(tstInfo, request.messageImprint)
  const digest = createHash(signedData.signerInfo.digestAlgorithm).update(content).digest()
  const certificate = verifySignerInfo(signedData, digest, [1, 2])
  requireTimeStampingOnly(certificate)
  const { genTime, policy, serialNumber } = tstInfo
  const intermediates = [...signedData.certificates, ...(request.intermediates ?? [])]
  // Without anchors the certificate vouches for itself: then only its own validity at genTime is looked at.
  requirePath(certificate, intermediates, request.trustAnchors ?? [certificate], genTime)
  const trusted = request.trustAnchors !== undefined
  return { genTime, certificate, certificates: signedData.certificates, policy, serialNumber, trusted }
}

const digestBySize: Readonly<Record<number, DigestAlgorithm>> = { 32: 'sha256', 48: 'sha384', 64: 'sha512' }

/** @throws CmsError `ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH` */
export function requireImprint({ messageImprint: stated }: TstInfo, wanted: Uint8Array): void {
  if (stated.algorithm !== digestBySize[wanted.length] || Buffer.compare(stated.hash, wanted) !== 0) {
    throw new CmsError('ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH', 'the time stamp is over something else')
  }
}

// RFC 3161 §2.3: exactly this purpose, and critical.
function requireTimeStampingOnly({ extendedKeyUsage, criticalExtensions }: Certificate): void {
  const only = extendedKeyUsage.length === 1 && extendedKeyUsage[0] === oids.timeStamping
  if (!only || !criticalExtensions.has(oids.extendedKeyUsage)) {
    throw new CmsError('ERR_CMS_TIMESTAMP_KEY_PURPOSE', 'the certificate is not for time stamping only')
  }
}

function requirePath(
  certificate: Certificate,
  intermediates: readonly Certificate[],
  trustAnchors: readonly Certificate[],
  at: Date,
): void {
  try {
    validatePath({
      certificate,
      intermediates,
      trustAnchors,
      at,
      extendedKeyUsage: oids.timeStamping,
      keyUsage: ['digitalSignature', 'contentCommitment'],
    })
  } catch (cause) {
    throw new CmsError('ERR_CMS_TIMESTAMP_UNTRUSTED', 'nobody trusted vouched for the authority then', { cause })
  }
}
