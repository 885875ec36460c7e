import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  type Certificate,
  childrenOf,
  der,
  digestForNode,
  distinguishedName,
  type Extension,
  extension,
  paddingForNode,
  parseCertificate,
  readDer,
  type SignatureAlgorithm,
  signedCertificate,
  tbsCertificate,
} from '@waarmerk/pki'

/** A certificate with its key. */
export interface Issued {
  readonly certificate: Certificate
  readonly privateKey: KeyObject
}

/** What a test wants to be different from a P-256 end entity that signed itself in 2026. */
export interface Wishes {
  readonly name: string
  readonly privateKey?: KeyObject
  readonly issuer?: Issued
  readonly extensions?: readonly Extension[]
}

/** Issues a certificate, valid from 2020 to 2040. */
export function issue({ name, issuer, extensions = [], ...wishes }: Wishes): Issued {
  const privateKey = wishes.privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const key = issuer?.privateKey ?? privateKey
  const algorithm = algorithms[key.asymmetricKeyType ?? ''] ?? 'ecdsa-sha256'
  const subject = distinguishedName([['commonName', name]])
  const tbs = tbsCertificate({
    serialNumber: Uint8Array.of(1, ...randomBytes(15)),
    issuer: issuer?.certificate.subjectDer ?? subject,
    subject,
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2040-01-01T00:00:00Z'),
    publicKey,
    extensions: [extension.subjectKeyIdentifier(extension.keyIdentifier(publicKey)), ...extensions],
    algorithm,
  })
  const signature = sign(digestForNode(algorithm), tbs, { key, ...paddingForNode(algorithm) })
  return { certificate: parseCertificate(signedCertificate({ tbsCertificate: tbs, algorithm, signature })), privateKey }
}

const algorithms: Readonly<Record<string, SignatureAlgorithm>> = { rsa: 'rsa-sha256', ed25519: 'ed25519' }

/** PKCS#8 for openssl. */
export const pkcs8 = (privateKey: KeyObject): string => String(privateKey.export({ format: 'pem', type: 'pkcs8' }))

/** The same DER with the element at `path` (indices of children) replaced, or removed for undefined; lengths follow. */
export function replaceAt(
  whole: Uint8Array,
  path: readonly number[],
  change: (element: Uint8Array) => Uint8Array | undefined,
): Uint8Array {
  const [index, ...rest] = path
  if (index === undefined) return change(whole) ?? new Uint8Array()
  const children = elements(whole)
  const child = children[index]
  if (child === undefined) throw new RangeError(`no child ${index}`)
  children[index] = replaceAt(child, rest, change)
  return der.element(whole[0] ?? 0, ...children)
}

/** The elements in a constructed element, whatever its tag. */
export const elements = (whole: Uint8Array): Uint8Array[] => {
  const parent = readDer(whole)
  return childrenOf(parent, parent.tag).map((child) => child.der)
}
