import { type webcrypto, X509Certificate } from 'node:crypto'
import { period } from '../certificates/certificate-fields.ts'
import { type ExtendedKeyUsage, tsaProfile } from '../certificates/profiles.ts'
import type { Clock } from '../clock.ts'
import type { CertificateAuthority } from './certificate-authorities.ts'
import type { Identity } from './identity.ts'
import { createKeyPair, digestFor, type KeyAlgorithm } from './key-pair.ts'

/** Days that a time-stamp certificate is valid, unless told otherwise. */
const usualDays = 3650

/** What a new time-stamp certificate shall be like. */
export interface RenewTsaOptions {
  /** By default after the days of `tsaValidity`. */
  readonly notAfter?: Date | undefined
  /** By default a month ago. */
  readonly notBefore?: Date | undefined
  /** By default that of the key before. */
  readonly algorithm?: KeyAlgorithm | undefined
}

/** A certificate that was issued. */
export interface IssuedTsa {
  readonly certificatePem: string
  /** Upper-case hexadecimal. */
  readonly serialNumber: string
}

/** A time-stamping unit: its key and certificate may be replaced. */
export interface TsaUnit {
  current(): Identity
  /** New key, new certificate, same name. */
  renew(options?: RenewTsaOptions): Promise<IssuedTsa>
}

/** How a unit is made. */
export interface TsaUnitOptions {
  readonly issuer: CertificateAuthority
  readonly clock: Clock
  readonly commonName: string
  /** Days of validity. */
  readonly validity?: number | undefined
}

/** A unit with the key that is given. */
export async function createTsaUnit(first: TsaKeys, options: TsaUnitOptions): Promise<TsaUnit> {
  let { algorithm } = first
  let identity = await issueTsa(first, options)
  return {
    current: () => identity,
    async renew(changes = {}) {
      algorithm = changes.algorithm ?? algorithm
      identity = await issueTsa({ keys: await createKeyPair(algorithm), algorithm }, options, changes)
      const certificate = new X509Certificate(identity.certificate)
      return { certificatePem: certificate.toString(), serialNumber: certificate.serialNumber }
    },
  }
}

/** The key of a time-stamping unit. */
interface TsaKeys {
  readonly keys: webcrypto.CryptoKeyPair
  readonly algorithm: KeyAlgorithm
}

/** A time-stamp certificate; its purpose is as RFC 3161 §2.3 wants it unless told otherwise. */
export async function issueTsa(
  { keys: { publicKey, privateKey }, algorithm }: TsaKeys,
  { issuer, clock, commonName, validity = usualDays }: TsaUnitOptions,
  { usage, notBefore, notAfter }: RenewTsaOptions & { readonly usage?: ExtendedKeyUsage } = {},
): Promise<Identity> {
  const usual = period(clock.now(), validity)
  const { certificate } = await issuer.issue({
    commonName,
    publicKey,
    notBefore: notBefore ?? usual.notBefore,
    notAfter: notAfter ?? usual.notAfter,
    profile: tsaProfile(usage),
  })
  return { certificate, chain: [issuer.certificate, ...issuer.chain], privateKey, digest: digestFor(algorithm) }
}
