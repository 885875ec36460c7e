import { createHash } from 'node:crypto'
import {
  childrenOf,
  type DigestAlgorithm,
  der,
  digestAlgorithmIdentifier,
  oids,
  parseCertificate,
  readDer,
  type SignatureAlgorithm,
  signatureAlgorithmIdentifier,
  signatureAlgorithms,
} from '@waarmerk/pki'
import { attribute, type OptionalAttributes, optionalAttributes } from './optional-attributes.ts'

/** Makes the signatures of one signer: everything that does not change from one to the next is encoded once. */
export interface SignedDataTemplate {
  /** What data and signed attributes are hashed with. */
  readonly digest: DigestAlgorithm
  /** See {@link signedAttributes}. */
  signedAttributes(messageDigest: Uint8Array): Uint8Array
  /** See {@link signedData}. */
  signedData(parts: {
    readonly signedAttributes: Uint8Array
    readonly signature: Uint8Array
    readonly timestampToken?: Uint8Array
  }): Uint8Array
}

const { explicit, integer, objectIdentifier, octetString, sequence, setOf } = der
const digestSizes: Readonly<Record<DigestAlgorithm, number>> = { sha256: 32, sha384: 48, sha512: 64 }

/**
 * @param options.certificates DER, the signer's first; ours, so trusted to be what it says
 * @param options.attributes signed attributes beyond those of every signature
 * @throws PkiError when the signer's certificate cannot be read; TypeError for a policy that cannot be encoded
 * @example
 * const template = signedDataTemplate({ certificates: signer.certificates, algorithm: signer.algorithm })
 * const data = template.signedAttributes(createHash(template.digest).update(document).digest())
 * const cms = template.signedData({ signedAttributes: data, signature: sign('sha256', data, key) })
 */
export function signedDataTemplate(options: {
  readonly certificates: readonly Uint8Array[]
  readonly algorithm: SignatureAlgorithm
  readonly attributes?: OptionalAttributes
}): SignedDataTemplate {
  const { certificates, algorithm, attributes = {} } = options
  const { digest } = signatureAlgorithms[algorithm]
  const signer = identityOf(certificates[0])
  const constant = [signer.signingCertificate, ...optionalAttributes(attributes, algorithm)]
  // RFC 5652 §5.1: version 1, as the content is id-data and all certificates are X.509.
  const head = der.concat([
    integer(1),
    setOf(digestAlgorithmIdentifier(digest)),
    sequence(objectIdentifier(oids.data)),
    der.implicit(0, setOf(...certificates)),
  ])
  // §5.3: version 1, as the signer is named by issuer and serial number.
  const signerHead = der.concat([integer(1), signer.issuerAndSerialNumber, digestAlgorithmIdentifier(digest)])
  const signatureAlgorithm = signatureAlgorithmIdentifier(algorithm)
  return {
    digest,
    signedAttributes: (messageDigest) => attributeSet(messageDigest, constant),
    signedData({ signedAttributes, signature, timestampToken }) {
      requireDigestSize(signedAttributes, digestSizes[digest])
      const unsigned = timestampToken === undefined ? [] : [der.implicit(1, setOf(timestampAttribute(timestampToken)))]
      const attributes = der.implicit(0, signedAttributes)
      const signerInfo = sequence(signerHead, attributes, signatureAlgorithm, octetString(signature), ...unsigned)
      return sequence(signedDataType, explicit(0, sequence(head, setOf(signerInfo))))
    },
  }
}

function identityOf(certificate: Uint8Array | undefined) {
  if (certificate === undefined) throw new TypeError('a signature needs the certificate of its signer')
  const { issuerDer, serialNumberDer } = parseCertificate(certificate)
  const issuerAndSerialNumber = sequence(issuerDer, serialNumberDer)
  // RFC 5035 §4: SHA-256 is the default and left out; no policies (EN 319 122-1 §5.2.2.3).
  const certHash = createHash('sha256').update(certificate).digest()
  const issuerSerial = sequence(sequence(explicit(4, issuerDer)), serialNumberDer)
  const essCertIdV2 = sequence(octetString(certHash), issuerSerial)
  const signingCertificate = attribute(oids.signingCertificateV2, sequence(sequence(essCertIdV2)))
  return { issuerAndSerialNumber, signingCertificate }
}

const signedDataType = objectIdentifier(oids.signedData)
const messageDigestType = objectIdentifier(oids.messageDigest)
const contentType = attribute(oids.contentType, objectIdentifier(oids.data))
const timestampAttribute = (token: Uint8Array): Uint8Array => attribute(oids.signatureTimeStampToken, token)

// EN 319 142-1 §6.3 Table 1: no signing-time, the dictionary's /M says when.
const attributeSet = (messageDigest: Uint8Array, constant: readonly Uint8Array[]): Uint8Array =>
  setOf(contentType, sequence(messageDigestType, setOf(octetString(messageDigest))), ...constant)

// RFC 5652 §5.4 knows one digest algorithm for data and attributes: a SHA-256 of the data does not go with SHA-384.
function requireDigestSize(signedAttributes: Uint8Array, size: number): void {
  const found = childrenOf(readDer(signedAttributes), 0x31).some((element) => {
    const [, values] = childrenOf(element, 0x30)
    const [value] = childrenOf(values, 0x31)
    return value?.tag === 0x04 && value.contents.length === size
  })
  if (!found) throw new TypeError('the message digest is not by the digest algorithm of the signature')
}

/**
 * The signed attributes of a PAdES baseline signature (EN 319 142-1 §6.3, RFC 5652 §11, RFC 5035 §3): content-type
 * id-data, message-digest, ESS signing-certificate-v2; no signing-time.
 *
 * @param options.messageDigest digest of the signed data, by the digest of the signature's algorithm
 * @param options.certificate DER of the signer's certificate
 * @returns DER of `SET OF Attribute`: exactly the bytes to sign (RFC 5652 §5.4)
 * @throws PkiError when the certificate cannot be read
 */
export function signedAttributes(options: {
  readonly messageDigest: Uint8Array
  readonly certificate: Uint8Array
}): Uint8Array {
  return attributeSet(options.messageDigest, [identityOf(options.certificate).signingCertificate])
}

/**
 * A detached CMS signature (RFC 5652 §5): ContentInfo with SignedData of version 1 and one SignerInfo.
 *
 * @param options.certificates DER, the signer's first; all are embedded, in DER's order
 * @param options.signedAttributes from {@link signedAttributes}
 * @param options.signature over `signedAttributes`; DER ECDSA-Sig-Value for ECDSA. Not verified here
 * @param options.timestampToken RFC 3161 token over `signature`, as the unsigned attribute signature-time-stamp
 * @returns DER
 * @throws TypeError when the message digest in the attributes is not of the algorithm's digest
 */
export function signedData(options: {
  readonly certificates: readonly Uint8Array[]
  readonly signedAttributes: Uint8Array
  readonly signature: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly timestampToken?: Uint8Array
}): Uint8Array {
  return signedDataTemplate(options).signedData(options)
}
