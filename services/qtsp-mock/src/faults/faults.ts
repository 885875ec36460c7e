const tsa = {
  rejection: 'Answers with status rejection and failure systemFailure, without a token.',
  'wrong-nonce': 'The token carries another nonce than the request.',
  'missing-nonce': 'The token carries no nonce.',
  'wrong-imprint': 'The token stamps another message imprint than the one sent.',
  'bad-signature': 'One bit of the signature is turned over.',
  'wrong-eku': 'Signed with a certificate of our CA that is for TLS servers.',
  'eku-not-critical': 'Signed with a certificate whose extended key usage is not critical.',
  'second-eku': 'Signed with a certificate that has a second extended key usage.',
  'other-ca': 'Signed with a certificate of a CA that nobody trusts, of the same name.',
  'wrong-ess-certificate': 'ESSCertIDv2 names another certificate than the signer.',
  'missing-certificate': 'The token carries no certificate, although certReq asked for it.',
  'gen-time-past': 'The genTime lies one day back.',
  'gen-time-future': 'The genTime lies one day ahead.',
  'http-500': 'Answers 500.',
  'http-503': 'Answers 503 with Retry-After: 1.',
  slow: 'Answers rightly, but only after a minute.',
  'huge-body': 'Answers with 64 MiB.',
  truncated: 'Answers with the first half of a right response.',
  'wrong-content-type': 'Answers rightly, but calls it text/html.',
  'connection-reset': 'Resets the connection.',
  redirect: 'Answers 307 to a place where a right answer waits.',
} as const

const ocsp = {
  'ocsp-wrong-nonce': 'The answer carries another nonce than the request.',
  'ocsp-missing-nonce': 'The answer carries no nonce.',
  'ocsp-other-serial': 'The answer is about another serial number than the one asked for.',
  'ocsp-bad-signature': 'One bit of the signature is turned over.',
  'ocsp-wrong-eku': 'Signed with a certificate of the right CA that is for TLS servers.',
  'ocsp-other-issuer': 'Signed with the responder of our other CA, which did not issue the certificate.',
  'ocsp-other-ca': 'Signed with a responder of a CA that nobody trusts, of the same name.',
  'ocsp-responder-expired': 'Signed with a responder certificate that expired a day ago.',
  'ocsp-responder-to-check': 'Signed with a responder without ocsp-nocheck, which must be checked itself; it is good.',
  'ocsp-responder-revoked': 'Signed with a responder without ocsp-nocheck that the list of its CA says is revoked.',
  'ocsp-missing-certificate': 'The answer carries no certificate of the responder.',
  'ocsp-try-later': 'Answers with status tryLater.',
  'ocsp-internal-error': 'Answers with status internalError.',
  'ocsp-unauthorized': 'Answers with status unauthorized.',
  'ocsp-stale': 'The answer is two days old, and its nextUpdate lies one day back.',
  'ocsp-future': 'The answer is dated one day ahead.',
  'ocsp-revoked': 'Says that every certificate was revoked an hour ago, for a compromised key.',
  'ocsp-unknown': 'Says that every certificate is unknown.',
  'ocsp-http-500': 'Answers 500.',
  'ocsp-slow': 'Answers rightly, but only after a minute.',
  'ocsp-huge': 'Answers with 64 MiB.',
  'ocsp-truncated': 'Answers with the first half of a right response.',
  'ocsp-wrong-type': 'Answers rightly, but calls it text/html.',
  'ocsp-reset': 'Resets the connection.',
  'ocsp-redirect': 'Answers 307 to a place where a right answer waits.',
} as const

const crl = {
  'crl-bad-signature': 'One bit of the signature is turned over.',
  'crl-wrong-issuer': 'Gives the faultless list of our other CA.',
  'crl-other-ca': 'Gives the list of a CA that nobody trusts, of the same name.',
  'crl-expired': 'The list is two weeks old, and its nextUpdate lies one week back.',
  'crl-future': 'The list is dated one day ahead.',
  'crl-delta': 'The list has a critical deltaCRLIndicator: it holds changes only.',
  'crl-indirect': 'The list has a critical issuingDistributionPoint that says indirectCRL.',
  'crl-http-500': 'Answers 500.',
  'crl-slow': 'Answers rightly, but only after a minute.',
  'crl-huge': 'Answers with 64 MiB.',
  'crl-truncated': 'Answers with the first half of the list.',
  'crl-wrong-type': 'Answers rightly, but calls it text/html.',
  'crl-reset': 'Resets the connection.',
  'crl-redirect': 'Answers 307 to a place where a right answer waits.',
} as const

const aia = {
  'aia-wrong-certificate': 'Gives the certificate of our other CA.',
  'aia-other-ca': 'Gives the certificate of a CA that nobody trusts, of the same name.',
  'aia-not-a-certificate': 'Gives bytes that are no certificate, under the right content type.',
  'aia-http-500': 'Answers 500.',
  'aia-slow': 'Answers rightly, but only after a minute.',
  'aia-huge': 'Answers with 64 MiB.',
  'aia-truncated': 'Answers with the first half of the certificate.',
  'aia-wrong-type': 'Answers rightly, but calls it text/html.',
  'aia-reset': 'Resets the connection.',
  'aia-redirect': 'Answers 307 to a place where a right answer waits.',
  'aia-redirect-loop': 'Answers 307 to itself.',
} as const

/** The faults of each endpoint. */
const byEndpoint = { tsa, ocsp, crl, aia } as const satisfies Record<string, Record<string, string>>

/** Who misbehaves: the first time-stamp authority, the OCSP responders, the lists, the certificates of the authorities. */
export type Endpoint = keyof typeof byEndpoint

/** Every way in which the double can misbehave, with what it does. README.md holds the same table. */
export const faults = { ...tsa, ...ocsp, ...crl, ...aia } as const

/** Name of a fault. */
export type FaultName = keyof typeof faults

/** Whether a name is one of the catalogue. */
export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(faults, name)
}

/** Whether a fault is one of this endpoint. */
export function concerns(name: FaultName, endpoint: Endpoint): boolean {
  return Object.hasOwn(byEndpoint[endpoint], name)
}

/** The endpoints that can misbehave. */
export const endpoints = Object.keys(byEndpoint) as Endpoint[]
