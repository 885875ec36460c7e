import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Signer } from '@waarmerk/pades'
import { distinguishedName, extension, type SignatureAlgorithm, signedCertificate, tbsCertificate } from '@waarmerk/pki'

const notBefore = new Date('2026-01-01T00:00:00Z')
const notAfter = new Date('2036-01-01T00:00:00Z')

/** Signs with a P-256 key made for this run. */
export function p256Signer(): Signer {
  return selfSigned(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ecdsa-sha256')
}

/** Signs the same bytes to the same signature in every run, so that seeds which hold signatures are always the same. */
export function repeatableSigner(): Signer {
  // RFC 8410 §7: the 32 octets of an Ed25519 key with what stands before them in PKCS#8. A key of nobody.
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const octets = createHash('sha256').update('waarmerk soak').digest()
  const key = createPrivateKey({ key: Buffer.concat([prefix, octets]), format: 'der', type: 'pkcs8' })
  return selfSigned(key, 'ed25519')
}

function selfSigned(privateKey: KeyObject, algorithm: SignatureAlgorithm): Signer {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const name = distinguishedName([['commonName', 'TEST soak']])
  const tbs = tbsCertificate({
    serialNumber: Uint8Array.of(1),
    issuer: name,
    subject: name,
    notBefore,
    notAfter,
    publicKey,
    extensions: [
      extension.subjectKeyIdentifier(extension.keyIdentifier(publicKey)),
      extension.keyUsage('contentCommitment'),
    ],
    algorithm,
  })
  const hash = algorithm === 'ed25519' ? null : 'sha256'
  const certificate = signedCertificate({ tbsCertificate: tbs, algorithm, signature: sign(hash, tbs, privateKey) })
  return { algorithm, certificates: [certificate], sign: async ({ data }) => sign(hash, data, privateKey) }
}
