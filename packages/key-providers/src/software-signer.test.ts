import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { type SignatureAlgorithm, signedDataTemplate, verifySignedData } from '@waarmerk/cms'
import { distinguishedName, extension } from '@waarmerk/pki'
import { issueCertificate } from './certificate-authority/issue-certificate.ts'
import { softwareSigner } from './software-signer.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const certified = async (privateKey: KeyObject) => {
  const name = distinguishedName([['commonName', 'Zegel']])
  return await issueCertificate({
    issuer: { name, privateKey },
    subject: name,
    publicKey: createPublicKey(privateKey),
    serialNumber: Uint8Array.of(1),
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
    extensions: [extension.keyUsage('digitalSignature')],
  })
}

test.each<[string, SignatureAlgorithm | undefined, SignatureAlgorithm, KeyObject]>([
  ['RSA', undefined, 'rsa-sha256', rsa],
  ['RSA asked for PSS', 'rsa-pss-sha384', 'rsa-pss-sha384', rsa],
  ['RSA for PSS only', undefined, 'rsa-pss-sha256', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey],
  ['P-256', undefined, 'ecdsa-sha256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  [
    'P-384 asked for SHA-384',
    'ecdsa-sha384',
    'ecdsa-sha384',
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
  ],
  ['Ed25519', undefined, 'ed25519', generateKeyPairSync('ed25519').privateKey],
])('a software key signs a document that verifies: %s', async (_name, wanted, algorithm, privateKey) => {
  const certificates = [await certified(privateKey)]
  const signer = softwareSigner({ privateKey, certificates, ...(wanted && { algorithm: wanted }) })
  expect(signer.algorithm).toBe(algorithm)
  const template = signedDataTemplate(signer)
  const messageDigest = createHash(template.digest).update('document').digest()
  const data = template.signedAttributes(messageDigest)
  const signature = await signer.sign({ data, digest: createHash(template.digest).update(data).digest() })
  const cms = template.signedData({ signedAttributes: data, signature })
  expect((await verifySignedData({ cms, messageDigest })).signatureAlgorithm).toBe(algorithm)
})

test('a key whose certificate is another’s, or is missing, is refused', async () => {
  const certificates = [await certified(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)]
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const mismatch = expect.objectContaining({ code: 'ERR_KEY_CERTIFICATE_MISMATCH', kind: 'caller' })
  expect(() => softwareSigner({ privateKey, certificates })).toThrow(mismatch)
  expect(() => softwareSigner({ privateKey, certificates: [] })).toThrow(mismatch)
})

test.each<[string, KeyObject, SignatureAlgorithm | undefined]>([
  ['that is too weak', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, undefined],
  ['on a curve that nobody accepts', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey, undefined],
  ['that cannot sign', generateKeyPairSync('x25519').privateKey, undefined],
  ['that is public', createPublicKey(rsa), undefined],
  ['for another algorithm', rsa, 'ecdsa-sha256'],
])('a key is refused: %s', async (_what, privateKey, algorithm) => {
  const options = { privateKey, certificates: [], ...(algorithm && { algorithm }) }
  expect(() => softwareSigner(options)).toThrow(expect.objectContaining({ code: 'ERR_KEY_UNSUITABLE' }))
})

test('a key may come from PEM', async () => {
  const pem = rsa.export({ format: 'pem', type: 'pkcs8' })
  const privateKey = createPrivateKey(pem)
  expect(softwareSigner({ privateKey, certificates: [await certified(rsa)] }).algorithm).toBe('rsa-sha256')
})
