/** Every way in which the double can misbehave, with what it does. README.md holds the same table. */
export const faults = {
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
} as const satisfies Record<string, string>

/** Name of a fault. */
export type FaultName = keyof typeof faults

/** Whether a name is one of the catalogue. */
export function isFaultName(name: unknown): name is FaultName {
  return typeof name === 'string' && Object.hasOwn(faults, name)
}
