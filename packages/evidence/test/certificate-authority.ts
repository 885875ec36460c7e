import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  type AuthenticationContext,
  authenticationContexts,
  distinguishedName,
  type Extension,
  extension,
  type NameAttribute,
  oids,
  signedCertificate,
  tbsCertificate,
} from '@waarmerk/pki'

/** A certificate with its private key. */
export type Identity = { readonly certificate: Uint8Array; readonly privateKey: KeyObject; readonly name: Uint8Array }

/** Any pair of keys. */
export type Keys = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }

export const keyPair = (): Keys => generateKeyPairSync('ec', { namedCurve: 'P-256' })

type Issue = {
  readonly subject: readonly (readonly [NameAttribute, string])[]
  readonly issuer?: Identity
  readonly extensions: readonly Extension[]
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly keys?: Keys
}

const organisation = ['organizationName', 'TEST - niet rechtsgeldig'] as const

/** Issues a certificate; without an issuer, to itself. */
export const issue = ({ subject, issuer, extensions, ...rest }: Issue): Identity => {
  const keys = rest.keys ?? keyPair()
  const name = distinguishedName([organisation, ...subject])
  const publicKey = new Uint8Array(keys.publicKey.export({ type: 'spki', format: 'der' }))
  const serial = new Uint8Array(randomBytes(16))
  serial[0] = 1
  const tbs = tbsCertificate({
    serialNumber: serial,
    issuer: issuer?.name ?? name,
    subject: name,
    notBefore: rest.notBefore ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: rest.notAfter ?? new Date('2036-01-01T00:00:00Z'),
    publicKey,
    extensions,
    algorithm: 'ecdsa-sha256',
  })
  const signature = new Uint8Array(sign('sha256', tbs, issuer?.privateKey ?? keys.privateKey))
  const certificate = signedCertificate({ tbsCertificate: tbs, algorithm: 'ecdsa-sha256', signature })
  return { certificate, privateKey: keys.privateKey, name }
}

/** A root of its own. */
export const authority = (commonName: string): Identity =>
  issue({
    subject: [['commonName', commonName]],
    extensions: [extension.certificationAuthority(), extension.keyUsage('keyCertSign')],
  })

/** A certificate to seal evidence with. */
export const sealingIdentity = (issuer: Identity): Identity =>
  issue({
    subject: [['commonName', 'Zegel']],
    issuer,
    extensions: [extension.endEntity(), extension.keyUsage('digitalSignature')],
  })

/** A one-time certificate as the signing service's CA issues it. */
export const oneTimeIdentity = (
  issuer: Identity,
  fields: {
    readonly keys: Keys
    readonly given: string | null
    readonly family: string
    readonly notBefore: Date
    readonly notAfter: Date
    readonly context: AuthenticationContext
    readonly extensions?: readonly Extension[]
    readonly subject?: readonly (readonly [NameAttribute, string])[]
  },
): Identity =>
  issue({
    subject: [
      ...(fields.given === null ? [] : [['givenName', fields.given] as const]),
      ['surname', fields.family],
      ['commonName', `${fields.given ?? ''} ${fields.family}`.trim()],
      ['serialNumber', randomBytes(8).toString('hex')],
      ...(fields.subject ?? []),
    ],
    issuer,
    keys: fields.keys,
    notBefore: fields.notBefore,
    notAfter: fields.notAfter,
    extensions: [
      extension.endEntity(),
      ...(fields.extensions ?? [
        extension.keyUsage('contentCommitment'),
        extension.extendedKeyUsage([oids.documentSigning], false),
      ]),
      extension.noRevocationAvailable(),
      { oid: oids.authenticationContexts, critical: false, value: authenticationContexts(fields.context) },
    ],
  })
