import { der, digestAlgorithmIdentifier } from '@waarmerk/pki'

/**
 * A request for a time stamp (RFC 3161 §2.4.1): version 1, the TSA's certificate asked for, any policy.
 *
 * @param options.messageImprint SHA-256 of what is to be stamped: 32 bytes
 * @param options.nonce random, at least 8 bytes, taken as an unsigned integer
 * @returns DER of a TimeStampReq
 * @throws TypeError when an argument has another size
 */
export function timestampRequest(options: {
  readonly messageImprint: Uint8Array
  readonly nonce: Uint8Array
}): Uint8Array {
  const { messageImprint, nonce } = options
  if (messageImprint.length !== 32) throw new TypeError('a message imprint is a SHA-256 digest')
  if (nonce.length < 8 || nonce.length > 32) throw new TypeError('a nonce has 8 to 32 bytes')
  const imprint = der.sequence(digestAlgorithmIdentifier('sha256'), der.octetString(messageImprint))
  return der.sequence(der.integer(1), imprint, der.integer(nonce), der.boolean(true))
}
