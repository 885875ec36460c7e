import { createHash, sign } from 'node:crypto'
import {
  type Certificate,
  childrenOf,
  contentsOf,
  der,
  extension,
  oids,
  readDer,
  signatureAlgorithmIdentifier,
} from '../src/index.ts'
import { type Issued, issue, issueCa } from './certificates.ts'

const { element, explicit, generalizedTime, implicit, nullValue, objectIdentifier, octetString, sequence } = der

/** A certification authority, someone it certified, and the responder to which it delegated. */
export const ca = issueCa({ name: 'CA' })
export const subject = issue({ name: 'Anna', issuer: ca })
export const responderExtensions = [
  extension.keyUsage('digitalSignature'),
  extension.extendedKeyUsage([oids.ocspSigning], false),
]
export const responder = issue({ name: 'OCSP', issuer: ca, extensions: responderExtensions })
/** When all of them are valid. */
export const at = new Date('2026-06-01T12:00:00Z')
/** That many minutes later. */
export const after = (minutes: number): Date => new Date(at.getTime() + minutes * 60_000)

/** What a test wants to be different from a sound answer that says that `subject` is good. */
export interface AnswerWishes {
  readonly about?: Certificate
  readonly issuer?: Certificate
  readonly by?: Issued
  readonly responderId?: Uint8Array
  readonly digest?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  readonly status?: Uint8Array
  readonly thisUpdate?: Date
  readonly nextUpdate?: Date | null
  readonly producedAt?: Date
  readonly nonce?: Uint8Array
  /** How often the same answer is given. */
  readonly times?: number
  readonly extensions?: readonly Uint8Array[]
  readonly singleExtensions?: readonly Uint8Array[]
  readonly certificates?: readonly Uint8Array[]
  readonly algorithm?: Uint8Array
  readonly type?: string
}

export const extensionOf = (oid: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(objectIdentifier(oid), ...(critical ? [der.boolean(true)] : []), octetString(value))

const keyBits = ({ publicKeyDer }: Certificate) =>
  contentsOf(childrenOf(readDer(publicKeyDer), 0x30)[1], 0x03).subarray(1)

/** ResponderID by key. */
export const byKey = (certificate: Certificate): Uint8Array =>
  explicit(2, octetString(createHash('sha1').update(keyBits(certificate)).digest()))

export const revokedStatus = (reason?: number): Uint8Array =>
  implicit(
    1,
    sequence(
      generalizedTime(new Date('2026-05-01T00:00:00Z')),
      ...(reason === undefined ? [] : [explicit(0, element(0x0a, Uint8Array.of(reason)))]),
    ),
  )
export const unknownStatus = implicit(2, nullValue())

/** An OCSPResponse as an honest or, by its wishes, a lying responder makes it. */
export function answer(wishes: AnswerWishes = {}): Uint8Array {
  const { by = responder, about = subject.certificate, nextUpdate = after(60), times = 1 } = wishes
  const digest = wishes.digest ?? 'sha256'
  const issuer = wishes.issuer ?? ca.certificate
  const hash = (bytes: Uint8Array) => octetString(createHash(digest).update(bytes).digest())
  const certId = sequence(
    sequence(objectIdentifier(oids[digest]), nullValue()),
    hash(issuer.subjectDer),
    hash(keyBits(issuer)),
    about.serialNumberDer,
  )
  const single = sequence(
    certId,
    wishes.status ?? implicit(0, nullValue()),
    generalizedTime(wishes.thisUpdate ?? at),
    ...(nextUpdate ? [explicit(0, generalizedTime(nextUpdate))] : []),
    ...(wishes.singleExtensions ? [explicit(1, sequence(...wishes.singleExtensions))] : []),
  )
  const extensions = [
    ...(wishes.nonce ? [extensionOf(oids.ocspNonce, octetString(wishes.nonce))] : []),
    ...(wishes.extensions ?? []),
  ]
  const data = sequence(
    wishes.responderId ?? explicit(1, by.certificate.subjectDer),
    generalizedTime(wishes.producedAt ?? at),
    sequence(...Array.from({ length: times }, () => single)),
    ...(extensions.length > 0 ? [explicit(1, sequence(...extensions))] : []),
  )
  const basic = sequence(
    data,
    wishes.algorithm ?? signatureAlgorithmIdentifier('ecdsa-sha256'),
    der.bitString(sign('sha256', data, by.privateKey)),
    explicit(0, sequence(...(wishes.certificates ?? [by.certificate.der]))),
  )
  return response(0, sequence(objectIdentifier(wishes.type ?? oids.ocspBasic), octetString(basic)))
}

/** The envelope: a status, and perhaps ResponseBytes. */
export const response = (status: number, bytes?: Uint8Array): Uint8Array =>
  sequence(element(0x0a, Uint8Array.of(status)), ...(bytes ? [explicit(0, bytes)] : []))
