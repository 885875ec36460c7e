import { verifySignature } from '../algorithm/verify-signature.ts'
import type { Certificate } from '../certificate/certificate.ts'
import { parseCertificate } from '../certificate/parse-certificate.ts'
import { oids } from '../oids.ts'
import { checkCertificate, checkSignature, requireKeyUsage } from '../path/check-certificate.ts'
import { isNamedIssuer } from '../path/named-issuer.ts'
import { PkiError } from '../pki-error.ts'
import { responderKeyHash } from './ocsp-request.ts'
import type { ParsedOcspResponse } from './parse-ocsp-response.ts'
import { recoded } from './recoded.ts'

/**
 * Who signed a response, verified: the issuer itself, or a responder to which it delegated directly (RFC 6960 §4.2.2.2),
 * by a certificate that was valid at producedAt; and the signature.
 *
 * @param certificates those that came with the response
 * @throws PkiError `ERR_PKI_OCSP_ALGORITHM`, `ERR_PKI_OCSP_RESPONDER`, `ERR_PKI_OCSP_SIGNATURE`
 */
export function verifiedResponder(
  response: ParsedOcspResponse,
  issuer: Certificate,
  certificates: readonly Certificate[],
): Certificate {
  let refusal = new PkiError('ERR_PKI_OCSP_RESPONDER', 'the responder is not known')
  for (const candidate of [issuer, ...certificates].filter((one) => isNamed(response, one))) {
    try {
      if (candidate !== issuer) requireDelegated(candidate, issuer, response.producedAt)
      requireSignature(response, candidate)
      return candidate
    } catch (error) {
      if (!(error instanceof PkiError)) throw error
      refusal = error
    }
  }
  throw refusal
}

function requireSignature(response: ParsedOcspResponse, responder: Certificate): void {
  const { signatureAlgorithm: algorithm, signedBytes: data, signature } = response
  if (algorithm === undefined) throw new PkiError('ERR_PKI_OCSP_ALGORITHM', 'a signature algorithm that is refused')
  const sound = recoded('ERR_PKI_OCSP_ALGORITHM', () =>
    verifySignature({ algorithm, publicKey: responder.publicKey, data, signature }),
  )
  if (!sound) throw new PkiError('ERR_PKI_OCSP_SIGNATURE', 'the signature of the response is wrong')
}

/** The certificates of a response, parsed; not trusted. */
export const certificatesOf = (response: ParsedOcspResponse): Certificate[] =>
  recoded('ERR_PKI_OCSP_MALFORMED', () => response.certificates.map(parseCertificate))

function isNamed({ responder }: ParsedOcspResponse, candidate: Certificate): boolean {
  return 'keyHash' in responder
    ? Buffer.compare(responder.keyHash, responderKeyHash(candidate)) === 0
    : Buffer.compare(responder.nameDer, candidate.subjectDer) === 0
}

const requireDelegated = (responder: Certificate, issuer: Certificate, at: Date): void =>
  recoded('ERR_PKI_OCSP_RESPONDER', () => {
    checkCertificate(responder, at)
    requireKeyUsage(responder, ['digitalSignature'])
    // Stated by this very name: "any purpose" delegates nothing (RFC 6960 §4.2.2.2).
    if (!responder.extendedKeyUsage.includes(oids.ocspSigning) || !isNamedIssuer(issuer, responder)) {
      throw new PkiError('ERR_PKI_OCSP_RESPONDER', 'the issuer did not delegate to this responder')
    }
    checkSignature(responder, issuer)
  })
