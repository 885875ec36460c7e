import type { SignatureAlgorithm } from '@waarmerk/cms'
import type { Certificate } from '@waarmerk/pki'

/**
 * Who holds a key and signs with it: a software key, a PKCS#12 file, an HSM, a remote service.
 *
 * Both the bytes and their digest are offered, because some keys hash for themselves and some take a
 * hash. The answer is checked before it is embedded, so an adapter need not be trusted to be right.
 */
export interface Signer {
  /** What this key signs with; decides the digest as well. */
  readonly algorithm: SignatureAlgorithm
  /** DER; the signer's certificate first, then its issuers in order, the trust anchor optional. */
  readonly certificates: readonly Uint8Array[]
  /**
   * Signs the DER of the signed attributes (RFC 5652 §5.4).
   *
   * @param request `data`: the bytes to sign; `digest`: their hash under the algorithm's digest.
   * @returns the signature value as CMS wants it: DER `ECDSA-Sig-Value` for ECDSA (RFC 5753), never r||s.
   */
  sign(request: { readonly data: Uint8Array; readonly digest: Uint8Array }): Promise<Uint8Array>
}

/** Who says that something existed at a time: RFC 3161. */
export interface TimestampAuthority {
  /**
   * Asks for a token over `messageImprint`, a SHA-256 digest (32 bytes).
   *
   * @param limits `maxBytes`: room there is for the token; a larger one is as good as none, so that one authority of
   *   several whose tokens fit can be asked
   * @returns the DER of the TimeStampToken, verified: status, nonce, imprint, signature, extended key
   *   usage and, where the adapter has trust anchors, the chain at genTime.
   */
  timestamp(messageImprint: Uint8Array, limits?: { readonly maxBytes?: number }): Promise<Uint8Array>
  /** Bytes of the largest token seen so far, of any authority behind this one; 0 before the first. */
  readonly largestToken: number
  /** Resolves when the authority answers well now; throws what {@link timestamp} would throw. */
  probe(): Promise<void>
}

/** What proves that a certificate was not revoked, as it goes into /DSS (ISO 32000-2 12.8.4.3). Verified. */
export interface RevocationProof {
  readonly kind: 'ocsp' | 'crl'
  /** DER: a whole OCSPResponse (RFC 6960 §4.2.1), or a CertificateList (RFC 5280 §5.1). */
  readonly der: Uint8Array
  /** When its issuer knew this to be so; `nextUpdate` is null when it does not say. */
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
  /** Whose key signed it: the issuer of the certificate, or a responder to which that issuer delegated. */
  readonly signer: Certificate
  /** Other certificates that came with it; not trusted. */
  readonly certificates: readonly Certificate[]
}

/** Who says whether a certificate was revoked: OCSP (RFC 6960), else CRL (RFC 5280 §5). */
export interface RevocationSource {
  /**
   * @param request.since when the certificate was used: a kept answer from before that proves less than a new one
   * @returns a fresh proof that `certificate` is good: signature, responder, freshness and nonce verified
   * @throws with kind `upstream` when there is no usable answer now; with kind `caller` when it is revoked
   */
  revocationOf(request: {
    readonly certificate: Certificate
    readonly issuer: Certificate
    readonly since?: Date
  }): Promise<RevocationProof>
}

/** Who knows the certificates of issuers: authority information access (RFC 5280 §4.2.2.1). */
export interface IssuerSource {
  /**
   * @returns certificates that may have issued this one; empty when it says nothing about its issuer. Not trusted
   * @throws with kind `upstream` when there is no usable answer now
   */
  issuersOf(certificate: Certificate): Promise<readonly Certificate[]>
}
