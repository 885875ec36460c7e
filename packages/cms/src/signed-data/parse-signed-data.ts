import {
  type Certificate,
  childrenOf,
  contentsOf,
  countOf,
  type DerElement,
  type DigestAlgorithm,
  der,
  digestAlgorithmOf,
  oidOf,
  oids,
  parseCertificate,
  type SignatureAlgorithm,
  signatureAlgorithmOf,
  signatureAlgorithms,
} from '@waarmerk/pki'
import { CmsError } from '../cms-error.ts'
import { asCmsError } from '../untrusted-der.ts'
import { type Attributes, parseAttributes } from './attributes.ts'

const mostCertificates = 64

/** What a SignedData with one signer states (RFC 5652 §5). Parsed, nothing verified. */
export interface ParsedSignedData {
  /** Object identifier of the content's type. */
  readonly contentType: string
  /** The content, when it is embedded. */
  readonly content: Uint8Array | undefined
  readonly certificates: readonly Certificate[]
  readonly signerInfo: ParsedSignerInfo
}

/** What the one SignerInfo states (RFC 5652 §5.3). */
export interface ParsedSignerInfo {
  /** Finds the signer's certificate among those embedded. */
  readonly isSigner: (certificate: Certificate) => boolean
  readonly digestAlgorithm: DigestAlgorithm
  readonly signatureAlgorithm: SignatureAlgorithm
  /** The AlgorithmIdentifier as it stands there. */
  readonly signatureIdentifier: DerElement
  readonly signature: Uint8Array
  /** DER of the `SET OF`: what was signed. */
  readonly signedAttributesDer: Uint8Array
  readonly signedAttributes: Attributes
  readonly unsignedAttributes: Attributes
}

/**
 * Takes a ContentInfo with SignedData apart.
 *
 * @param knownCertificates parsed before: an embedded one with the same bytes is not parsed again
 * @throws CmsError `ERR_CMS_MALFORMED`, `ERR_CMS_CONTENT_TYPE`, `ERR_CMS_SIGNER_COUNT`, `ERR_CMS_SIGNED_ATTRIBUTES`,
 *   `ERR_CMS_ALGORITHM_REFUSED`
 */
export const parseSignedData = (
  contentInfo: DerElement,
  knownCertificates: readonly Certificate[] = [],
): ParsedSignedData => asCmsError('ERR_CMS_MALFORMED', () => parse(contentInfo, knownCertificates))

function parse(contentInfo: DerElement, known: readonly Certificate[]): ParsedSignedData {
  const [type, wrapped] = childrenOf(contentInfo, 0x30)
  if (oidOf(type) !== oids.signedData) throw new CmsError('ERR_CMS_CONTENT_TYPE', 'not SignedData')
  const [version, digests, encapsulated, ...optional] = childrenOf(childrenOf(wrapped, 0xa0)[0], 0x30)
  countOf(version)
  contentsOf(digests, 0x31)
  const [contentType, content] = childrenOf(encapsulated, 0x30)
  const signerInfos = childrenOf(optional.at(-1), 0x31)
  if (signerInfos.length !== 1) throw new CmsError('ERR_CMS_SIGNER_COUNT', 'not exactly one signer')
  return {
    contentType: oidOf(contentType),
    content: content && octetsOf(childrenOf(content, 0xa0)[0]),
    certificates: parseCertificates(
      optional.find(({ tag }) => tag === 0xa0),
      known,
    ),
    signerInfo: parseSignerInfo(signerInfos[0]),
  }
}

// RFC 5652 §5.2 lets the content be BER, and some authorities do send it in segments; what counts, and is hashed, is
// the octets together (§5.4). One level of segments, each of known length.
function octetsOf(content: DerElement | undefined): Uint8Array {
  if (content?.tag !== 0x24) return contentsOf(content, 0x04)
  return der.concat(childrenOf(content, 0x24).map((segment) => contentsOf(segment, 0x04)))
}

/**
 * The certificates in a CertificateSet; other kinds than X.509 have tags of their own and are passed over (RFC 5652
 * §10.2.2).
 */
export function parseCertificates(set: DerElement | undefined, known: readonly Certificate[] = []): Certificate[] {
  const choices = set === undefined ? [] : childrenOf(set, 0xa0).filter(({ tag }) => tag === 0x30)
  if (choices.length > mostCertificates) throw new CmsError('ERR_CMS_MALFORMED', 'too many certificates')
  return choices.map(({ der }) => known.find((one) => Buffer.compare(one.der, der) === 0) ?? parseCertificate(der))
}

function parseSignerInfo(element: DerElement | undefined): ParsedSignerInfo {
  const [version, identifier, digest, ...rest] = childrenOf(element, 0x30)
  const signedAttrs = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [algorithm, signature, unsignedAttrs] = rest
  if (algorithm === undefined) throw new CmsError('ERR_CMS_MALFORMED', 'the signature has no algorithm')
  if (signedAttrs === undefined) throw new CmsError('ERR_CMS_SIGNED_ATTRIBUTES', 'no signed attributes')
  // RFC 5652 §5.4: the signature is over the SET OF, not over the implicit tag.
  const signedAttributesDer = Uint8Array.from(signedAttrs.der)
  signedAttributesDer[0] = 0x31
  return {
    isSigner: signerIdentifier(identifier, countOf(version)),
    ...algorithms(digest, algorithm),
    signatureIdentifier: algorithm,
    signature: contentsOf(signature, 0x04),
    signedAttributesDer,
    signedAttributes: parseAttributes(signedAttrs, 0xa0),
    unsignedAttributes: unsignedAttrs === undefined ? new Map() : parseAttributes(unsignedAttrs, 0xa1),
  }
}

function signerIdentifier(identifier: DerElement | undefined, version: number): (certificate: Certificate) => boolean {
  if (version === 3) {
    const wanted = contentsOf(identifier, 0x80)
    return ({ subjectKeyIdentifier: stated }) => stated !== undefined && Buffer.compare(stated, wanted) === 0
  }
  const [issuer, serial] = childrenOf(identifier, 0x30).map(({ der }) => der)
  if (version !== 1 || issuer === undefined || serial === undefined) {
    throw new CmsError('ERR_CMS_MALFORMED', 'the signer is not named')
  }
  return ({ issuerDer, serialNumberDer }) =>
    Buffer.compare(issuerDer, issuer) === 0 && Buffer.compare(serialNumberDer, serial) === 0
}

function algorithms(digest: DerElement | undefined, signature: DerElement) {
  const digestAlgorithm = digestAlgorithmOf(digest)
  const signatureAlgorithm = signatureAlgorithmOf(signature) ?? plainRsa(digestAlgorithm, signature)
  if (!digestAlgorithm || !signatureAlgorithm || signatureAlgorithms[signatureAlgorithm].digest !== digestAlgorithm) {
    throw new CmsError('ERR_CMS_ALGORITHM_REFUSED', 'algorithms that are refused, or do not go together')
  }
  return { digestAlgorithm, signatureAlgorithm }
}

// RFC 3370 §3.2: rsaEncryption as a signature algorithm means PKCS#1 v1.5 with the digest named beside it.
function plainRsa(digest: DigestAlgorithm | undefined, algorithm: DerElement) {
  return digest && oidOf(childrenOf(algorithm, 0x30)[0]) === oids.rsaEncryption ? (`rsa-${digest}` as const) : undefined
}
