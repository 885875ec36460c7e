import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  type Certificate,
  digestForNode,
  distinguishedName,
  type Extension,
  extension,
  oids,
  paddingForNode,
  parseCertificate,
  type SignatureAlgorithm,
  signedCertificate,
  tbsCertificate,
} from '@waarmerk/pki'
import type { Signer } from '../src/index.ts'

/** A certificate with its key. */
export interface Issued {
  readonly certificate: Certificate
  readonly privateKey: KeyObject
}

/** What a test wants to be different from a P-256 end entity, valid in 2026 and 2027. */
export interface Wishes {
  readonly name: string
  readonly issuer?: Issued
  readonly privateKey?: KeyObject
  readonly extensions?: readonly Extension[]
  readonly notAfter?: Date
}

/** Issues a throw-away certificate. */
export const issue = ({ name, issuer, extensions = [], notAfter, ...wishes }: Wishes): Issued => {
  const privateKey = wishes.privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const key = issuer?.privateKey ?? privateKey
  const algorithm = 'ecdsa-sha256'
  const subject = distinguishedName([['commonName', name]])
  const tbs = tbsCertificate({
    serialNumber: Uint8Array.of(1, ...randomBytes(15)),
    issuer: issuer?.certificate.subjectDer ?? subject,
    subject,
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: notAfter ?? new Date('2028-01-01T00:00:00Z'),
    publicKey,
    extensions: [extension.subjectKeyIdentifier(extension.keyIdentifier(publicKey)), ...extensions],
    algorithm,
  })
  const signature = sign('sha256', tbs, key)
  return { certificate: parseCertificate(signedCertificate({ tbsCertificate: tbs, algorithm, signature })), privateKey }
}

const ca = [extension.certificationAuthority(), extension.keyUsage('keyCertSign')]

export const root = issue({ name: 'TEST Root', extensions: ca })
export const issuingCa = issue({ name: 'TEST Issuing CA', issuer: root, extensions: ca })
export const person = issue({
  name: 'TEST Anna de Vries',
  issuer: issuingCa,
  extensions: [extension.keyUsage('contentCommitment')],
})
export const stranger = issue({ name: 'TEST Stranger', extensions: ca })
export const timestampAuthority = issue({
  name: 'TEST TSA',
  issuer: root,
  extensions: [extension.keyUsage('digitalSignature'), extension.extendedKeyUsage([oids.timeStamping], true)],
})

/** A signer with the chain up to the root. */
export const signerOf = (
  { certificate, privateKey }: Issued,
  algorithm: SignatureAlgorithm = 'ecdsa-sha256',
): Signer => ({
  algorithm,
  certificates: [certificate, issuingCa.certificate, root.certificate].map(({ der }) => der),
  sign: async ({ data }) => sign(digestForNode(algorithm), data, { key: privateKey, ...paddingForNode(algorithm) }),
})

export const signer = signerOf(person)
