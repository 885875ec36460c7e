import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  type Certificate,
  digestForNode,
  distinguishedName,
  type Extension,
  extension,
  paddingForNode,
  parseCertificate,
  signedCertificate,
  tbsCertificate,
} from '../src/index.ts'

/** A certificate with its key, so that it can issue others. */
export interface Issued {
  readonly certificate: Certificate
  readonly privateKey: KeyObject
}

/** What a test wants to be different from a sound certificate. */
export interface Wishes {
  readonly name: string
  readonly issuer?: Issued
  readonly issuerName?: string
  readonly extensions?: readonly Extension[]
  readonly withoutKeyIdentifiers?: boolean
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly privateKey?: KeyObject
}

const ca = [extension.certificationAuthority(), extension.keyUsage('keyCertSign', 'cRLSign')]

/** A sound certification authority, but for the wishes. */
export const issueCa = (wishes: Wishes): Issued => issue({ extensions: ca, ...wishes })

/** A sound end entity, but for the wishes. */
export function issue(wishes: Wishes): Issued {
  const privateKey = wishes.privateKey ?? newKey('P-256')
  const issuer = wishes.issuer
  const publicKey = spki(privateKey)
  const authority = issuer ? spki(issuer.privateKey) : publicKey
  const key = issuer?.privateKey ?? privateKey
  const algorithm = key.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ecdsa-sha256'
  const identifiers = [
    extension.subjectKeyIdentifier(extension.keyIdentifier(publicKey)),
    extension.authorityKeyIdentifier(extension.keyIdentifier(authority)),
  ]
  const subject = distinguishedName([['commonName', wishes.name]])
  const tbs = tbsCertificate({
    serialNumber: Uint8Array.of(1, ...randomBytes(15)),
    issuer: wishes.issuerName
      ? distinguishedName([['commonName', wishes.issuerName]])
      : (issuer?.certificate.subjectDer ?? subject),
    subject,
    notBefore: wishes.notBefore ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: wishes.notAfter ?? new Date('2027-01-01T00:00:00Z'),
    publicKey,
    extensions: [...(wishes.withoutKeyIdentifiers ? [] : identifiers), ...(wishes.extensions ?? [])],
    algorithm,
  })
  const signature = sign(digestForNode(algorithm), tbs, { key, ...paddingForNode(algorithm) })
  return { certificate: parseCertificate(signedCertificate({ tbsCertificate: tbs, algorithm, signature })), privateKey }
}

/** A new elliptic-curve key. */
export const newKey = (namedCurve: string): KeyObject => generateKeyPairSync('ec', { namedCurve }).privateKey

const spki = (privateKey: KeyObject): Uint8Array => createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
