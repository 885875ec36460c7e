import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { distinguishedName, type Extension, extension, parseCertificate } from '@waarmerk/pki'
import { issueCertificate } from '../src/certificate-authority/issue-certificate.ts'

/** A key and the certificate for it. */
export interface CertifiedKey {
  readonly name: string
  readonly privateKey: KeyObject
  /** DER. */
  readonly certificate: Uint8Array
}

/** A key of each kind that signs. */
export const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
}

let serialNumber = 0
/** Certifies a key, valid in 2020 to 2040, by itself or by an issuer. */
export async function certify(
  name: string,
  privateKey: KeyObject,
  issuer?: CertifiedKey,
  extensions: readonly Extension[] = [extension.keyUsage('digitalSignature', 'contentCommitment')],
): Promise<CertifiedKey> {
  const subject = distinguishedName([['commonName', name]])
  serialNumber++
  const certificate = await issueCertificate({
    issuer: {
      name: issuer ? parseCertificate(issuer.certificate).subjectDer : subject,
      privateKey: issuer?.privateKey ?? privateKey,
    },
    subject,
    publicKey: createPublicKey(privateKey),
    serialNumber: Uint8Array.of(serialNumber),
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2040-01-01T00:00:00Z'),
    extensions,
  })
  return { name, privateKey, certificate }
}

/** PKCS#8, DER. */
export const pkcs8 = ({ privateKey }: CertifiedKey): Uint8Array => privateKey.export({ format: 'der', type: 'pkcs8' })

const ca = [extension.certificationAuthority(), extension.keyUsage('keyCertSign')]
export const root = await certify('Root', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, undefined, ca)
export const issuer = await certify('CA', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, root, ca)
