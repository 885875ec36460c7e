import type { SignatureAlgorithm } from '@waarmerk/cms'

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
   * @returns the DER of the TimeStampToken, verified: status, nonce, imprint, signature, extended key
   *   usage and, where the adapter has trust anchors, the chain at genTime.
   */
  timestamp(messageImprint: Uint8Array): Promise<Uint8Array>
  /** Bytes of the largest token seen so far (of any authority behind this one), with a sane start value. */
  readonly largestToken: number
  /** Resolves when the authority answers well now; throws what {@link timestamp} would throw. */
  probe(): Promise<void>
}
