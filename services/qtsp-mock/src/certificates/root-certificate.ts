// @peculiar/x509 needs this import to come first.
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'
import { digestFor, type KeyAlgorithm } from '../authority/key-pair.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { distinguishedName, period, serialNumber } from './certificate-fields.ts'

/** What a root is made of. */
interface RootOptions {
  readonly keys: webcrypto.CryptoKeyPair
  readonly algorithm: KeyAlgorithm
  readonly now: Date
  readonly random: RandomBytes
}

/** DER of a self-signed certificate (RFC 5280 §4.2.1.9): it may issue end certificates and one level of authorities. */
export async function createRootCertificate({ keys, algorithm, now, random }: RootOptions): Promise<Uint8Array> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(random),
      name: distinguishedName('Waarmerk TEST Root CA'),
      ...period(now, 20 * 365),
      keys,
      signingAlgorithm: { hash: digestFor(algorithm) } as webcrypto.EcdsaParams,
      extensions: [
        new x509.BasicConstraintsExtension(true, 1, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
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
