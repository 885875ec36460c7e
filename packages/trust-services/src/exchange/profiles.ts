import { TsaError } from '../time-stamp/tsa-error.ts'
import { TrustServiceError } from '../trust-service-error.ts'
import type { ExchangeProfile } from './http-exchange.ts'

// What web servers say of files they know nothing about.
const unspecific = ['application/octet-stream', 'binary/octet-stream', 'absent']

/** RFC 3161 §3.4: an authority is configured, so an address that moved is configured anew. */
export const timeStampProfile: ExchangeProfile = {
  accept: 'application/timestamp-reply',
  contentTypes: ['application/timestamp-reply'],
  mostRedirects: 0,
  fail(failure, message, options) {
    // The address itself is looked at when the client is made.
    const reason = failure === 'ADDRESS_REFUSED' ? 'REDIRECT' : failure
    return new TsaError(`ERR_TSA_${reason}`, `time-stamp authority: ${message}`, options)
  },
  isOwn: (error) => error instanceof TsaError,
}

/** RFC 6960 appendix A.1, by POST: what a POST is redirected to need not be a POST. */
export const ocspProfile: ExchangeProfile = {
  accept: 'application/ocsp-response',
  contentTypes: ['application/ocsp-response'],
  mostRedirects: 0,
  fail: (failure, message, options) => new TrustServiceError(`ERR_OCSP_${failure}`, `OCSP: ${message}`, options),
  isOwn: (error) => error instanceof TrustServiceError,
}

/** RFC 2585 §4.2, and what servers really say. The list proves itself by its signature. */
export const crlProfile: ExchangeProfile = {
  accept: 'application/pkix-crl, application/octet-stream;q=0.5',
  contentTypes: ['application/pkix-crl', 'application/x-pkcs7-crl', ...unspecific],
  mostRedirects: 3,
  fail: (failure, message, options) => new TrustServiceError(`ERR_CRL_${failure}`, `list: ${message}`, options),
  isOwn: (error) => error instanceof TrustServiceError,
}

/** RFC 2585 §4.1, RFC 5280 §4.2.2.1, and what servers really say. A certificate proves itself by what it signed. */
export const issuerProfile: ExchangeProfile = {
  accept: 'application/pkix-cert, application/pkcs7-mime, application/octet-stream;q=0.5',
  contentTypes: [
    'application/pkix-cert',
    'application/x-x509-ca-cert',
    'application/x-x509-user-cert',
    'application/pkcs7-mime',
    'application/x-pkcs7-certificates',
    ...unspecific,
  ],
  mostRedirects: 3,
  fail: (failure, message, options) => new TrustServiceError(`ERR_AIA_${failure}`, `issuer: ${message}`, options),
  isOwn: (error) => error instanceof TrustServiceError,
}
