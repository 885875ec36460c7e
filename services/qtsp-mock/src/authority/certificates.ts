// @peculiar/x509 needs this import to come first.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import type { RandomBytes } from '../random-bytes.ts'
import type { KeyAlgorithm } from './key-pair.ts'

/** Stands in every subject, so that nobody takes a test certificate for a real one. */
const testOrganisation = 'TEST – niet rechtsgeldig'

/** id-kp-timeStamping (RFC 3161 §2.3). */
export const timeStamping = '1.3.6.1.5.5.7.3.8'

/** Who signs a certificate. */
export interface Issuer {
  readonly certificate: Uint8Array
  readonly privateKey: webcrypto.CryptoKey
}

interface Period {
  readonly notBefore: Date
  readonly notAfter: Date
}

const day = 86_400_000
const name = (commonName: string): x509.JsonName => [{ C: ['NL'] }, { O: [testOrganisation] }, { CN: [commonName] }]

/** From a month ago (so that a lie about time is told apart from a certificate not yet valid) for so many years. */
function period(now: Date, years: number): Period {
  const second = Math.floor(now.getTime() / 1000) * 1000
  return { notBefore: new Date(second - 30 * day), notAfter: new Date(second + years * 365 * day) }
}

/** A self-signed CA certificate (RFC 5280 §4.2.1.9): it may issue end certificates and nothing below. */
export async function createCaCertificate(
  commonName: string,
  keys: webcrypto.CryptoKeyPair,
  now: Date,
  random: RandomBytes,
): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(random),
      name: name(commonName),
      ...period(now, 20),
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return new Uint8Array(certificate.rawData)
}

/** How a time-stamp certificate may be wrong. */
export interface ExtendedKeyUsage {
  readonly purposes: readonly string[]
  readonly critical: boolean
}

/** RFC 3161 §2.3: one purpose, id-kp-timeStamping, in a critical extension. */
const properUsage: ExtendedKeyUsage = { purposes: [timeStamping], critical: true }

/** A certificate for a time-stamping unit. */
export async function createTsaCertificate(
  publicKey: webcrypto.CryptoKey,
  issuer: Issuer,
  now: Date,
  random: RandomBytes,
  usage: ExtendedKeyUsage = properUsage,
): Promise<Uint8Array> {
  const ca = new x509.X509Certificate(issuer.certificate)
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(random),
      issuer: ca.subjectName,
      subject: name('Waarmerk TEST TSA'),
      ...period(now, 10),
      publicKey,
      signingKey: issuer.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([...usage.purposes], usage.critical),
        await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey, false, webcrypto),
        await x509.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  )
  return new Uint8Array(certificate.rawData)
}

/** The certificate as PEM (RFC 7468). */
export function toPem(certificate: Uint8Array): string {
  return `${new x509.X509Certificate(certificate).toString('pem')}\n`
}

/** Which of our key algorithms a certificate's key has. */
export function keyAlgorithmOf(certificate: Uint8Array): KeyAlgorithm {
  return new x509.X509Certificate(certificate).publicKey.algorithm.name === 'ECDSA' ? 'p-256' : 'rsa-3072'
}

// RFC 5280 §4.1.2.2: positive and at most 20 octets.
function serialNumber(random: RandomBytes): string {
  const bytes = Uint8Array.from(random(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex')
}
