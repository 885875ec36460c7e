import { createPublicKey, type KeyObject } from 'node:crypto'
import { type Extension, extension, signedCertificate, tbsCertificate } from '@waarmerk/pki'
import { KeyProviderError } from '../key-provider-error.ts'
import { algorithmFor, signWithKey } from '../sign-with-key.ts'

/** Random bytes, cryptographically strong. */
export type RandomBytes = (size: number) => Uint8Array

/** What goes into one certificate, and who signs it. */
export interface Issue {
  readonly issuer: { readonly name: Uint8Array; readonly privateKey: KeyObject }
  readonly subject: Uint8Array
  readonly publicKey: KeyObject
  readonly serialNumber: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: readonly Extension[]
}

/** Certifies a key: version 3, with the key identifiers of both sides (RFC 5280 §4.2.1.1, §4.2.1.2). */
export async function issueCertificate(issue: Issue): Promise<Uint8Array> {
  const { issuer, notBefore, notAfter } = issue
  if (!(notBefore < notAfter)) {
    throw new KeyProviderError('ERR_KEY_VALIDITY_INVALID', 'a certificate ends after it begins')
  }
  const algorithm = algorithmFor(issuer.privateKey)
  const publicKey = publicKeyDer(issue.publicKey)
  const tbs = tbsCertificate({
    serialNumber: issue.serialNumber,
    issuer: issuer.name,
    subject: issue.subject,
    notBefore,
    notAfter,
    publicKey,
    extensions: [
      extension.authorityKeyIdentifier(extension.keyIdentifier(publicKeyDer(createPublicKey(issuer.privateKey)))),
      extension.subjectKeyIdentifier(extension.keyIdentifier(publicKey)),
      ...issue.extensions,
    ],
    algorithm,
  })
  const signature = await signWithKey(algorithm, issuer.privateKey, tbs)
  return signedCertificate({ tbsCertificate: tbs, algorithm, signature })
}

const publicKeyDer = (key: KeyObject): Uint8Array => key.export({ format: 'der', type: 'spki' })

/** A random certificate serial number: 20 octets, positive, never shorter (RFC 5280 §4.1.2.2). */
export function randomSerialNumber(randomBytes: RandomBytes): Uint8Array {
  const [first = 0, ...rest] = randomBytes(20)
  return Uint8Array.of((first & 0x3f) | 0x40, ...rest)
}
