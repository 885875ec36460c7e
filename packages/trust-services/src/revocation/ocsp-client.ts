import { type Certificate, ocspRequest, PkiError, type VerifiedOcspResponse, verifyOcspResponse } from '@waarmerk/pki'
import { type ExchangeBounds, exchange } from '../exchange/http-exchange.ts'
import { ocspProfile } from '../exchange/profiles.ts'

const nonceSize = 32
const requestType = 'application/ocsp-request'

/** How OCSP responders are asked. */
export interface OcspClientOptions extends ExchangeBounds {
  /** Cryptographically strong. */
  readonly randomBytes: (size: number) => Uint8Array
  readonly now: () => Date
  /** May refuse an address that a certificate names. */
  readonly allows?: (url: URL) => boolean
}

/** Asks one responder about one certificate. */
export type OcspClient = (
  url: string,
  about: { readonly certificate: Certificate; readonly issuer: Certificate },
) => Promise<VerifiedOcspResponse>

/**
 * OCSP over HTTP (RFC 6960 appendix A.1) by POST, with a fresh nonce of 256 bits. Responders that sign in advance ignore it;
 * their answers count for a day. Asked with a CertID by SHA-256 first and, when that is refused or not known, by SHA-1,
 * which many responders alone know. Redirects are not followed.
 *
 * @returns a client that gives a verified answer; look at its status
 * @throws TrustServiceError `ERR_OCSP_…` when there is no answer; PkiError `ERR_PKI_OCSP_…` when it is not good enough
 */
export function createOcspClient(options: OcspClientOptions): OcspClient {
  const ask = async (url: string, about: Parameters<OcspClient>[1], certIdDigest: 'sha1' | 'sha256') => {
    const nonce = options.randomBytes(nonceSize)
    const body = ocspRequest({ ...about, nonce, certIdDigest })
    const request = { contentType: requestType, body }
    const response = await exchange({ ...options, url }, ocspProfile, request, options.allows)
    return verifyOcspResponse({ response, ...about, nonce, missingNonce: 'accept', at: options.now() })
  }
  return async (url, about) => {
    try {
      const verified = await ask(url, about, 'sha256')
      if (verified.status.kind !== 'unknown') return verified
    } catch (error) {
      if (!(error instanceof PkiError && error.code === 'ERR_PKI_OCSP_REJECTED')) throw error
    }
    return ask(url, about, 'sha1')
  }
}
