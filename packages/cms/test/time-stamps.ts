import { createHash, sign } from 'node:crypto'
import { der, digestAlgorithmIdentifier, extension, oids, signatureAlgorithmIdentifier } from '@waarmerk/pki'
import { type Issued, issue } from './certificates.ts'

const { explicit, integer, objectIdentifier, octetString, sequence, setOf } = der
const attribute = (type: string, value: Uint8Array) => sequence(objectIdentifier(type), setOf(value))
const sha = (algorithm: string, data: Uint8Array) => createHash(algorithm).update(data).digest()

/** A certification authority and a time-stamp authority under it. */
export const root = issue({
  name: 'Root',
  extensions: [extension.certificationAuthority(), extension.keyUsage('keyCertSign')],
})
/** The extensions that RFC 3161 §2.3 wants. */
export const tsaExtensions = [
  extension.keyUsage('digitalSignature'),
  extension.extendedKeyUsage([oids.timeStamping], true),
]
export const authority = issue({ name: 'TSA', issuer: root, extensions: tsaExtensions })

/** What a test wants to be different from a sound token. */
export interface TokenWishes {
  readonly imprint: Uint8Array
  readonly by?: Issued
  readonly genTime?: Date
  /** The fields of TSTInfo after genTime, for example a nonce. */
  readonly rest?: readonly Uint8Array[]
  readonly version?: number
  readonly digest?: Uint8Array
  readonly ess?: 1 | 2 | 'none'
  readonly contentType?: string
  readonly content?: Uint8Array
}

/** A TimeStampToken as an honest or, by its wishes, a lying authority makes it. */
export function token(wishes: TokenWishes): Uint8Array {
  const { by = authority, contentType = oids.tstInfo } = wishes
  const content = wishes.content ?? tstInfo(wishes)
  const certHash = { 1: sha('sha1', by.certificate.der), 2: sha('sha256', by.certificate.der), none: undefined }[
    wishes.ess ?? 2
  ]
  const ess = certHash && [
    attribute(
      wishes.ess === 1 ? oids.signingCertificate : oids.signingCertificateV2,
      sequence(sequence(sequence(octetString(certHash)))),
    ),
  ]
  const attributes = setOf(
    attribute(oids.contentType, objectIdentifier(contentType)),
    attribute(oids.messageDigest, octetString(sha('sha256', content))),
    ...(ess ?? []),
  )
  const signerInfo = sequence(
    integer(1),
    sequence(by.certificate.issuerDer, by.certificate.serialNumberDer),
    digestAlgorithmIdentifier('sha256'),
    der.implicit(0, attributes),
    signatureAlgorithmIdentifier('ecdsa-sha256'),
    octetString(sign('sha256', attributes, by.privateKey)),
  )
  const signedData = sequence(
    integer(3),
    setOf(digestAlgorithmIdentifier('sha256')),
    sequence(objectIdentifier(contentType), explicit(0, octetString(content))),
    explicit(0, by.certificate.der),
    setOf(signerInfo),
  )
  return sequence(objectIdentifier(oids.signedData), explicit(0, signedData))
}

function tstInfo({ imprint, digest, genTime, version = 1, rest = [] }: TokenWishes): Uint8Array {
  return sequence(
    integer(version),
    objectIdentifier('1.2.3.4.1'),
    sequence(digest ?? digestAlgorithmIdentifier('sha256'), octetString(imprint)),
    integer(0xab),
    der.generalizedTime(genTime ?? new Date('2026-11-23T10:11:12Z')),
    ...rest,
  )
}

/** A TimeStampResp. */
export const response = (status: number, ...rest: readonly Uint8Array[]): Uint8Array =>
  sequence(sequence(integer(status)), ...rest)
