import { verifySignature } from '../algorithm/verify-signature.ts'
import type { Certificate } from '../certificate/certificate.ts'
import { parseExtensions } from '../certificate/extensions.ts'
import { childrenOf, readDer } from '../der/der-reader.ts'
import { enumeratedOf, generalizedTimeOf, timeOf } from '../der/der-values.ts'
import { oids } from '../oids.ts'
import { requireKeyUsage } from '../path/check-certificate.ts'
import { PkiError } from '../pki-error.ts'
import { requireScope } from './crl-scope.ts'
import { requireFresh, requireNotForgotten } from './freshness.ts'
import { type ParsedCrl, parseCrl } from './parse-crl.ts'
import { recoded, recodedAsync } from './recoded.ts'
import { type RevocationStatus, revocationReasons } from './revocation-status.ts'
import { scanCrlEntries } from './scan-crl-entries.ts'

const mostBytes = 32 * 1024 * 1024

/** What a list of its issuer says of a certificate. */
export interface VerifiedCrl {
  /** The whole CertificateList. */
  readonly der: Uint8Array
  /** Never `unknown`: who is not on a complete list is good. See {@link requireGood}. */
  readonly status: RevocationStatus
  readonly thisUpdate: Date
  readonly nextUpdate: Date
}

/** A list, and whom it is asked about. */
export interface CrlEvidence {
  /** DER of a CertificateList, at most 32 MiB. */
  readonly crl: Uint8Array
  readonly certificate: Certificate
  /** The issuer of `certificate` and of the list, by a path that the caller has validated. */
  readonly issuer: Certificate
}

/**
 * Verifies a list of revoked certificates and looks one up in it (RFC 5280 §6.3.3): by the issuer itself, whose key may
 * sign lists, signature, scope, no critical extension that is not processed, and fresh at `at`: thisUpdate at most a
 * minute in the future, nextUpdate not passed. Delta and indirect lists are refused. Costs one hash of the list and
 * one scan, whatever its size.
 *
 * @param request.at now
 * @throws PkiError `ERR_PKI_CRL_CLOCK`, `ERR_PKI_CRL_STALE`, and those of {@link verifyArchivedCrl}
 * @example
 * const { status } = await verifyCrl({ crl, certificate, issuer, at: new Date() })
 * requireGood(status)
 */
export async function verifyCrl(request: CrlEvidence & { readonly at: Date }): Promise<VerifiedCrl> {
  const verified = await verifyArchivedCrl(request)
  requireFresh('ERR_PKI_CRL_', verified, request.at)
  return verified
}

/**
 * Verifies a list that somebody kept: everything that {@link verifyCrl} does but freshness. The caller must judge whether
 * thisUpdate suits the moment that counts.
 *
 * @throws PkiError `ERR_PKI_CRL_TOO_LARGE`, `ERR_PKI_CRL_MALFORMED`, `ERR_PKI_CRL_ISSUER`, `ERR_PKI_CRL_ALGORITHM`,
 *   `ERR_PKI_CRL_SIGNATURE`, `ERR_PKI_CRL_SCOPE` (also when the certificate had expired and the list does not say that
 *   it keeps such)
 */
export async function verifyArchivedCrl({ crl, certificate, issuer }: CrlEvidence): Promise<VerifiedCrl> {
  if (crl.length > mostBytes) throw new PkiError('ERR_PKI_CRL_TOO_LARGE', `more than ${mostBytes} bytes`)
  const parsed = await recodedAsync('ERR_PKI_CRL_MALFORMED', () => parseCrl(crl))
  requireIssuer(parsed, certificate, issuer)
  return recoded('ERR_PKI_CRL_MALFORMED', () => {
    requireScope(parsed.extensions, certificate)
    const entry = scanCrlEntries(parsed.entries, certificate.serialNumberDer)
    const status = entry === undefined ? good : statusOf(entry)
    if (status.kind === 'good') requireNotForgotten('ERR_PKI_CRL_', certificate, parsed, keptSince(parsed))
    return { der: crl, status, thisUpdate: parsed.thisUpdate, nextUpdate: parsed.nextUpdate }
  })
}

const good: RevocationStatus = { kind: 'good' }

function requireIssuer(crl: ParsedCrl, certificate: Certificate, issuer: Certificate): void {
  const { signatureAlgorithm: algorithm, signedBytes: data, signature } = crl
  if (!isBy(crl, issuer) || Buffer.compare(certificate.issuerDer, issuer.subjectDer) !== 0) {
    throw new PkiError('ERR_PKI_CRL_ISSUER', 'a list by another issuer')
  }
  recoded('ERR_PKI_CRL_ISSUER', () => requireKeyUsage(issuer, ['cRLSign']))
  if (algorithm === undefined) throw new PkiError('ERR_PKI_CRL_ALGORITHM', 'a signature algorithm that is refused')
  const { publicKey } = issuer
  const sound = recoded('ERR_PKI_CRL_ALGORITHM', () => verifySignature({ algorithm, publicKey, data, signature }))
  if (!sound) throw new PkiError('ERR_PKI_CRL_SIGNATURE', 'the signature of the list is wrong')
}

const isBy = (crl: ParsedCrl, issuer: Certificate): boolean => Buffer.compare(crl.issuerDer, issuer.subjectDer) === 0

function keptSince({ extensions }: ParsedCrl): Date | undefined {
  const extension = extensions.get(oids.expiredCertsOnCrl)
  return extension && generalizedTimeOf(readDer(extension.value))
}

function statusOf(entry: Uint8Array): RevocationStatus {
  const [, date, list] = childrenOf(readDer(entry), 0x30)
  const extensions = parseExtensions(list)
  const [stated, since] = [extensions.get(oids.crlReason), extensions.get(oids.invalidityDate)]
  const reason = revocationReasons[stated === undefined ? 0 : enumeratedOf(readDer(stated.value))]
  // RFC 5280 §5.3.1: only a list of changes takes somebody off a list.
  if (reason === undefined || reason === 'removeFromCRL') {
    throw new PkiError('ERR_PKI_CRL_MALFORMED', 'a reason that does not belong in a complete list')
  }
  return { kind: 'revoked', at: timeOf(date), reason, invalidSince: since && generalizedTimeOf(readDer(since.value)) }
}
