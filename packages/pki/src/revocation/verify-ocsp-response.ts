import type { Certificate } from '../certificate/certificate.ts'
import type { Extension } from '../certificate/extensions.ts'
import { contentsOf, readDer } from '../der/der-reader.ts'
import { generalizedTimeOf } from '../der/der-values.ts'
import { readUntrusted } from '../der/untrusted-der.ts'
import { oids } from '../oids.ts'
import { PkiError } from '../pki-error.ts'
import { mostAge, requireFresh, requireNotForgotten } from './freshness.ts'
import { type CertIdDigest, issuerHashes } from './ocsp-request.ts'
import { certificatesOf, verifiedResponder } from './ocsp-responder.ts'
import { type ParsedOcspAnswer, type ParsedOcspResponse, parseOcspResponse } from './parse-ocsp-response.ts'
import { recoded, recodedAsync } from './recoded.ts'
import type { RevocationStatus } from './revocation-status.ts'

const mostBytes = 128 * 1024

/** What the issuer of a certificate, or a responder for it, says of it. */
export interface VerifiedOcspResponse {
  /** The whole OCSPResponse. */
  readonly der: Uint8Array
  /** May well be `revoked` or `unknown`: see {@link requireGood}. */
  readonly status: RevocationStatus
  /** When this was known to be so. */
  readonly thisUpdate: Date
  /** Until when it is the newest answer; null: newer ones can be had at any time (RFC 6960 §4.2.2.1). */
  readonly nextUpdate: Date | null
  /** When the answer was signed. */
  readonly producedAt: Date
  /** Whose key signed it: the issuer, or a responder to which it delegated. */
  readonly responder: Certificate
  /** All that came along; not trusted. */
  readonly certificates: readonly Certificate[]
}

/** An answer, and whom it must be about. */
export interface OcspEvidence {
  /** DER of an OCSPResponse, at most 128 KiB. */
  readonly response: Uint8Array
  readonly certificate: Certificate
  /** The issuer of `certificate`, by a path that the caller has validated. */
  readonly issuer: Certificate
}

/**
 * Verifies the answer to an {@link ocspRequest} (RFC 6960 §3.2): successful and basic, about this certificate, by its
 * issuer or a responder to which that delegated, signature, nonce, and fresh at `at`: thisUpdate and producedAt at
 * most a minute in the future, nextUpdate not passed; without nextUpdate, or without the nonce, at most a day old.
 *
 * @param request.at now
 * @param request.nonce what was sent
 * @param request.missingNonce many responders sign in advance and ignore the nonce (RFC 5019): `accept` takes their
 *   answers while they are at most a day old. Another nonce than was sent is never accepted. Default: `refuse`
 * @returns what was answered; look at its status
 * @throws PkiError `ERR_PKI_OCSP_NONCE`, `ERR_PKI_OCSP_CLOCK`, `ERR_PKI_OCSP_STALE`, and those of
 *   {@link verifyArchivedOcspResponse}
 * @example
 * const { status } = await verifyOcspResponse({ response, certificate, issuer, nonce, at: new Date() })
 * requireGood(status)
 */
export async function verifyOcspResponse(
  request: OcspEvidence & {
    readonly at: Date
    readonly nonce?: Uint8Array
    readonly missingNonce?: 'refuse' | 'accept'
  },
): Promise<VerifiedOcspResponse> {
  const { at, nonce } = request
  const { parsed, verified } = await verify(request)
  const echoed = recoded('ERR_PKI_OCSP_MALFORMED', () => nonceOf(parsed))
  if (nonce !== undefined) requireNonce(nonce, echoed, request.missingNonce ?? 'refuse')
  requireFresh('ERR_PKI_OCSP_', verified, at)
  requireFresh('ERR_PKI_OCSP_', { thisUpdate: verified.producedAt, nextUpdate: verified.nextUpdate }, at)
  if (nonce !== undefined && echoed === undefined && verified.thisUpdate.getTime() < at.getTime() - mostAge) {
    throw new PkiError('ERR_PKI_OCSP_STALE', 'an answer without the nonce, and more than a day old')
  }
  return verified
}

/**
 * Verifies an answer that somebody kept: everything that {@link verifyOcspResponse} does but the nonce and freshness.
 * The caller must judge whether thisUpdate suits the moment that counts.
 *
 * @throws PkiError `ERR_PKI_OCSP_TOO_LARGE`, `ERR_PKI_OCSP_MALFORMED`, `ERR_PKI_OCSP_REJECTED`,
 *   `ERR_PKI_OCSP_ALGORITHM`, `ERR_PKI_OCSP_RESPONDER`, `ERR_PKI_OCSP_SIGNATURE`, `ERR_PKI_OCSP_OTHER_CERTIFICATE`,
 *   `ERR_PKI_OCSP_SCOPE` when the certificate had expired and its issuer does not say that it keeps such
 */
export async function verifyArchivedOcspResponse(request: OcspEvidence): Promise<VerifiedOcspResponse> {
  return (await verify(request)).verified
}

async function verify({ response, certificate, issuer }: OcspEvidence) {
  if (response.length > mostBytes) throw new PkiError('ERR_PKI_OCSP_TOO_LARGE', `more than ${mostBytes} bytes`)
  const parsed = await recodedAsync('ERR_PKI_OCSP_MALFORMED', async () =>
    parseOcspResponse(await readUntrusted(response, mostBytes)),
  )
  const certificates = certificatesOf(parsed)
  const responder = verifiedResponder(parsed, issuer, certificates)
  const { status, thisUpdate, nextUpdate, extensions } = answerAbout(parsed, certificate, issuer)
  requireKnown(parsed.extensions, [oids.ocspNonce])
  requireKnown(extensions, [oids.ocspArchiveCutoff])
  const cutoff = extensions.get(oids.ocspArchiveCutoff)
  const keptSince = cutoff && recoded('ERR_PKI_OCSP_MALFORMED', () => generalizedTimeOf(readDer(cutoff.value)))
  if (status.kind === 'good') requireNotForgotten('ERR_PKI_OCSP_', certificate, { thisUpdate, nextUpdate }, keptSince)
  const { producedAt } = parsed
  const der = Uint8Array.from(response)
  return { parsed, verified: { der, status, thisUpdate, nextUpdate, producedAt, responder, certificates } }
}

const digests: readonly CertIdDigest[] = ['sha1', 'sha256', 'sha384', 'sha512']

// RFC 6960 §3.2 (1): the answer may hash with something else than the request did.
function answerAbout(response: ParsedOcspResponse, certificate: Certificate, issuer: Certificate): ParsedOcspAnswer {
  const about = response.answers.filter(({ digestOid, issuerNameHash, issuerKeyHash, serialNumberDer }) => {
    const digest = digests.find((name) => oids[name] === digestOid)
    if (digest === undefined || Buffer.compare(serialNumberDer, certificate.serialNumberDer) !== 0) return false
    const { name, key } = issuerHashes(issuer, digest)
    return Buffer.compare(issuerNameHash, name) === 0 && Buffer.compare(issuerKeyHash, key) === 0
  })
  const [answer] = about
  if (answer === undefined || about.length > 1) {
    throw new PkiError('ERR_PKI_OCSP_OTHER_CERTIFICATE', 'not exactly one answer about this certificate')
  }
  return answer
}

function nonceOf({ extensions }: ParsedOcspResponse): Uint8Array | undefined {
  const value = extensions.get(oids.ocspNonce)?.value
  return value && contentsOf(readDer(value), 0x04)
}

function requireNonce(sent: Uint8Array, echoed: Uint8Array | undefined, missing: 'refuse' | 'accept'): void {
  if (echoed === undefined && missing === 'accept') return
  if (echoed === undefined || Buffer.compare(sent, echoed) !== 0) {
    throw new PkiError('ERR_PKI_OCSP_NONCE', 'the response answers another request')
  }
}

function requireKnown(extensions: ReadonlyMap<string, Extension>, known: readonly string[]): void {
  if ([...extensions.values()].some(({ oid, critical }) => critical && !known.includes(oid))) {
    throw new PkiError('ERR_PKI_OCSP_MALFORMED', 'a critical extension that is not known')
  }
}
