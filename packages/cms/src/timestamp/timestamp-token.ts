import { createHash } from 'node:crypto'
import { type Certificate, type DigestAlgorithm, oids, validatePath } from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { type ParsedSignedData, parseSignedData } from '../signed-data/parse-signed-data.ts'
import { verifySignerInfo } from '../signed-data/verify-signer-info.ts'
import { readUntrusted } from '../untrusted-der.ts'
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
export async function parseTimestampToken(token: Uint8Array): Promise<ParsedTimestampToken> {
  const signedData = parseSignedData(await readUntrusted(token, mostBytes))
  const { content, contentType } = signedData
  if (contentType !== oids.tstInfo) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'the content is not TSTInfo')
  if (content === undefined) throw new CmsError('ERR_CMS_TIMESTAMP_MALFORMED', 'the token is empty')
  return { signedData, content, tstInfo: parseTstInfo(content) }
}

/**
 * Verifies a time-stamp token (RFC 3161 §2.2, §2.3, RFC 5816): one signer, TSTInfo of version 1 over exactly this
 * imprint, ESS signing certificate of either version, signature, a certificate whose only purpose is time stamping,
 * critically, and which was valid at genTime.
 *
 * @param options.token DER, at most 256 KiB
 * @param options.messageImprint the digest that must have been stamped: 32 (SHA-256), 48 or 64 bytes
 * @param options.trustAnchors when given, a path to one of them must be valid at genTime
 * @param options.intermediates certificates that may help to find that path, beside those in the token
 * @throws CmsError `ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH`, `ERR_CMS_TIMESTAMP_KEY_PURPOSE`,
 *   `ERR_CMS_TIMESTAMP_UNTRUSTED` (its cause says why), `ERR_CMS_TIMESTAMP_MALFORMED`, and those of
 *   {@link verifySignedData} for the signature around it
 * @example
 * const { genTime } = await verifyTimestampToken({ token, messageImprint: sha256(signature), trustAnchors })
 */
export async function verifyTimestampToken(options: {
  readonly token: Uint8Array
  readonly messageImprint: Uint8Array
  readonly trustAnchors?: readonly Certificate[]
  readonly intermediates?: readonly Certificate[]
}): Promise<VerifiedTimestamp> {
  const { signedData, content, tstInfo } = await parseTimestampToken(options.token)
  requireImprint(tstInfo, options.messageImprint)
  const digest = createHash(signedData.signerInfo.digestAlgorithm).update(content).digest()
  const certificate = verifySignerInfo(signedData, digest, [1, 2])
  requireTimeStampingOnly(certificate)
  const { genTime, policy, serialNumber } = tstInfo
  const intermediates = [...signedData.certificates, ...(options.intermediates ?? [])]
  // Without anchors the certificate vouches for itself: then only its own validity at genTime is looked at.
  requirePath(certificate, intermediates, options.trustAnchors ?? [certificate], genTime)
  const trusted = options.trustAnchors !== undefined
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
