import type { KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '../algorithm/signature-algorithms.ts'
import type { DistinguishedNameAttribute } from './distinguished-name.ts'
import type { BasicConstraints, KeyUsage } from './extensions.ts'

/**
 * What an X.509 certificate states (RFC 5280 §4.1). **Parsed, not trusted**: only a {@link validatePath}
 * that succeeds says that someone vouches for it.
 */
export interface Certificate {
  /** The whole certificate. */
  readonly der: Uint8Array
  /** SHA-256 of {@link der}: 32 bytes. */
  readonly sha256: Uint8Array
  /** RFC 4514, for people. */
  readonly subject: string
  /** RFC 4514, for people. */
  readonly issuer: string
  readonly subjectAttributes: readonly DistinguishedNameAttribute[]
  readonly issuerAttributes: readonly DistinguishedNameAttribute[]
  /** DER of the Name; what chaining compares. */
  readonly subjectDer: Uint8Array
  /** DER of the Name; what chaining compares. */
  readonly issuerDer: Uint8Array
  /** Upper-case hexadecimal, as OpenSSL prints it. */
  readonly serialNumber: string
  /** DER of the INTEGER. */
  readonly serialNumberDer: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  /** @throws PkiError `ERR_PKI_ALGORITHM_REFUSED` on reading, when node:crypto does not know the kind of key */
  readonly publicKey: KeyObject
  /** DER of the SubjectPublicKeyInfo. */
  readonly publicKeyDer: Uint8Array
  /** Undefined: no limits stated. */
  readonly keyUsage: readonly KeyUsage[] | undefined
  /** Object identifiers; empty: no limits stated. */
  readonly extendedKeyUsage: readonly string[]
  readonly basicConstraints: BasicConstraints
  /** BasicConstraints.cA. */
  readonly isCa: boolean
  readonly subjectKeyIdentifier: Uint8Array | undefined
  readonly authorityKeyIdentifier: Uint8Array | undefined
  /** Where OCSP answers about it (RFC 5280 §4.2.2.1): http and https only, at most 8. A stranger wrote them. */
  readonly ocspUrls: readonly string[]
  /** Where its issuer's certificate lies (RFC 5280 §4.2.2.1): as {@link ocspUrls}. */
  readonly caIssuerUrls: readonly string[]
  /**
   * Where a list of revoked certificates lies that covers it for every reason and is by its issuer (RFC 5280
   * §4.2.1.13: full names without reasons and cRLIssuer): as {@link ocspUrls}.
   */
  readonly crlUrls: readonly string[]
  /** Whether the issuer says not to check this OCSP responder's certificate (RFC 6960 §4.2.2.2.1). */
  readonly hasOcspNoCheck: boolean
  /**
   * Whether its issuer never revokes it: no revocation available (RFC 9608), and nothing to the contrary in it, or
   * validity assured for a short term (EN 319 412-1 §5.2.2). Never true of a CA's.
   */
  readonly needsNoRevocation: boolean
  /** Contents of extnValue by object identifier. */
  readonly extensions: ReadonlyMap<string, Uint8Array>
  readonly criticalExtensions: ReadonlySet<string>
  /** DER of the TBSCertificate: what the issuer signed. */
  readonly tbsCertificate: Uint8Array
  /** Undefined: an algorithm that this product refuses. */
  readonly signatureAlgorithm: SignatureAlgorithm | undefined
  readonly signature: Uint8Array
}
