import { createHash } from 'node:crypto'
import type { Certificate } from '../certificate/certificate.ts'
import { childrenOf, readDer } from '../der/der-reader.ts'
import { bitsOf } from '../der/der-values.ts'
import { explicit, nullValue, objectIdentifier, octetString, sequence } from '../der/der-writer.ts'
import { oids } from '../oids.ts'

/** What a CertID may be hashed with; SHA-1 identifies here, it proves nothing (RFC 6960 §4.3, RFC 5019 §2.1.1). */
export type CertIdDigest = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** Hashes that name an issuer in a CertID (RFC 6960 §4.1.1). */
export function issuerHashes(issuer: Certificate, digest: CertIdDigest): { name: Uint8Array; key: Uint8Array } {
  const hash = (bytes: Uint8Array) => createHash(digest).update(bytes).digest()
  return { name: hash(issuer.subjectDer), key: hash(keyBits(issuer)) }
}

const keyBits = (certificate: Certificate): Uint8Array => bitsOf(childrenOf(readDer(certificate.publicKeyDer), 0x30)[1])

/** KeyHash of a ResponderID (RFC 6960 §4.2.1): always SHA-1. */
export const responderKeyHash = (certificate: Certificate): Uint8Array =>
  createHash('sha1').update(keyBits(certificate)).digest()

/**
 * A request for the state of one certificate (RFC 6960 §4.1), unsigned.
 *
 * @param options.issuer whose name and key are in `certificate`'s path; a responder knows nobody else's
 * @param options.nonce 1 to 128 bytes, 32 are usual (RFC 9654 §2.1): cryptographically strong, fresh for each request
 * @param options.certIdDigest SHA-256 by default; many older responders know SHA-1 only, and it is harmless here
 * @returns DER of the OCSPRequest
 * @throws RangeError for a nonce of another length
 * @example
 * const request = ocspRequest({ certificate, issuer, nonce: randomBytes(32) })
 */
export function ocspRequest(options: {
  readonly certificate: Certificate
  readonly issuer: Certificate
  readonly nonce?: Uint8Array
  readonly certIdDigest?: 'sha1' | 'sha256'
}): Uint8Array {
  const { certificate, issuer, nonce, certIdDigest = 'sha256' } = options
  const { name, key } = issuerHashes(issuer, certIdDigest)
  // As OpenSSL does, NULL stands beside the digest: some responders compare the encoding.
  const digest = sequence(objectIdentifier(oids[certIdDigest]), nullValue())
  const certId = sequence(digest, octetString(name), octetString(key), certificate.serialNumberDer)
  const extensions = nonce === undefined ? [] : [explicit(2, sequence(nonceExtension(nonce)))]
  return sequence(sequence(sequence(sequence(certId)), ...extensions))
}

function nonceExtension(nonce: Uint8Array): Uint8Array {
  if (nonce.length < 1 || nonce.length > 128) throw new RangeError('a nonce of OCSP has 1 to 128 bytes')
  return sequence(objectIdentifier(oids.ocspNonce), octetString(octetString(nonce)))
}
