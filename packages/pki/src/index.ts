export {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  signatureAlgorithmIdentifier,
  signatureAlgorithmOf,
} from './algorithm/algorithm-identifier.ts'
export {
  type DigestAlgorithm,
  type SignatureAlgorithm,
  type SignatureAlgorithmEntry,
  signatureAlgorithms,
} from './algorithm/signature-algorithms.ts'
export {
  digestForNode,
  paddingForNode,
  requireSuitableKey,
  verifySignature,
} from './algorithm/verify-signature.ts'
export {
  type AuthenticationContext,
  authenticationContexts,
  authenticationContextType,
  readAuthenticationContext,
} from './certificate/authentication-context.ts'
export type { Certificate } from './certificate/certificate.ts'
export {
  type DistinguishedNameAttribute,
  distinguishedName,
} from './certificate/distinguished-name.ts'
/** The extensions that this product writes, each as a value for {@link tbsCertificate}. */
export * as extension from './certificate/extension-values.ts'
export { type BasicConstraints, type Extension, type KeyUsage, keyUsages } from './certificate/extensions.ts'
export { parseCertificate } from './certificate/parse-certificate.ts'
export { parsePem, toPem } from './certificate/pem.ts'
export { type CertificateFields, signedCertificate, tbsCertificate } from './certificate/write-certificate.ts'
export { childrenOf, contentsOf, type DerElement, elementAt, readDer } from './der/der-reader.ts'
export {
  bitsOf,
  booleanOf,
  countOf,
  generalizedTimeOf,
  integerOf,
  namedBitsOf,
  oidOf,
  timeOf,
} from './der/der-values.ts'
/** Writes DER: what this product makes itself. */
export * as der from './der/der-writer.ts'
export { readUntrusted } from './der/untrusted-der.ts'
export { type NameAttribute, nameAttributeOids, oids } from './oids.ts'
export { isIssuedBy } from './path/issued-by.ts'
export { isNamedIssuer } from './path/named-issuer.ts'
export { orderChain } from './path/order-chain.ts'
export { type PathRequest, type VerifiedPath, validatePath } from './path/validate-path.ts'
export { PkiError, type PkiErrorCode, pkiErrorKinds } from './pki-error.ts'
export { tellsAbout } from './revocation/freshness.ts'
export { ocspRequest } from './revocation/ocsp-request.ts'
export { type RevocationReason, type RevocationStatus, requireGood } from './revocation/revocation-status.ts'
export { type CrlEvidence, type VerifiedCrl, verifyArchivedCrl, verifyCrl } from './revocation/verify-crl.ts'
export {
  type OcspEvidence,
  type VerifiedOcspResponse,
  verifyArchivedOcspResponse,
  verifyOcspResponse,
} from './revocation/verify-ocsp-response.ts'
