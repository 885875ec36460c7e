import { sign } from 'node:crypto'
import { der, oids, signatureAlgorithmIdentifier } from '../src/index.ts'
import type { Issued } from './certificates.ts'
import { after, at, ca, extensionOf } from './ocsp-answers.ts'

const { element, explicit, integer, sequence } = der

/** What a test wants to be different from a sound, empty list of the CA. */
export interface CrlWishes {
  readonly by?: Issued
  readonly issuerDer?: Uint8Array
  readonly thisUpdate?: Date
  readonly nextUpdate?: Date | null
  /** DER of each entry. */
  readonly entries?: readonly Uint8Array[]
  readonly extensions?: readonly Uint8Array[]
  readonly version?: Uint8Array | null
  readonly innerAlgorithm?: Uint8Array
  readonly algorithm?: Uint8Array
}

/** An entry of a list. */
export const entry = (serialNumberDer: Uint8Array, ...extensions: readonly Uint8Array[]): Uint8Array =>
  sequence(serialNumberDer, der.time(after(-60)), ...(extensions.length > 0 ? [sequence(...extensions)] : []))

/** The reason of an entry, by number. */
export const reason = (number: number): Uint8Array => extensionOf(oids.crlReason, element(0x0a, Uint8Array.of(number)))

/** A CertificateList as an honest or, by its wishes, a lying CA makes it. */
export function crl(wishes: CrlWishes = {}): Uint8Array {
  const { by = ca, nextUpdate = after(60), entries, extensions, version = integer(1) } = wishes
  const algorithm = wishes.algorithm ?? signatureAlgorithmIdentifier('ecdsa-sha256')
  const data = sequence(
    ...(version ? [version] : []),
    wishes.innerAlgorithm ?? algorithm,
    wishes.issuerDer ?? by.certificate.subjectDer,
    der.time(wishes.thisUpdate ?? at),
    ...(nextUpdate ? [der.time(nextUpdate)] : []),
    ...(entries ? [sequence(...entries)] : []),
    ...(extensions ? [explicit(0, sequence(...extensions))] : []),
  )
  return sequence(data, algorithm, der.bitString(sign('sha256', data, by.privateKey)))
}

/** An IssuingDistributionPoint, critical, of these parts. */
export const distributionPoint = (...parts: readonly Uint8Array[]): Uint8Array =>
  extensionOf(oids.issuingDistributionPoint, sequence(...parts), true)
