import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { expect, test } from '@jest/globals'
import {
  childrenOf,
  digestForNode,
  oidOf,
  paddingForNode,
  readDer,
  type SignatureAlgorithm,
  signatureAlgorithms,
  toPem,
} from '@waarmerk/pki'
import { elements, type Issued, issue, pkcs8 } from '../../test/certificates.ts'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import { signedAttributes, signedData, signedDataTemplate } from './signed-data-template.ts'
import { readDigestAlgorithm, verifySignedData } from './verify-signed-data.ts'

const opensslTest = hasOpenssl ? test : test.skip
const document = Buffer.from('een document\r\n')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey
const signers: readonly (readonly [string, SignatureAlgorithm, KeyObject])[] = [
  ['RSA with SHA-256', 'rsa-sha256', rsa],
  ['RSA with SHA-384', 'rsa-sha384', rsa],
  ['RSA with SHA-512', 'rsa-sha512', rsa],
  ['RSA-PSS with SHA-256', 'rsa-pss-sha256', rsa],
  ['RSA-PSS with SHA-384', 'rsa-pss-sha384', rsa],
  ['RSA-PSS with SHA-512', 'rsa-pss-sha512', rsa],
  ['P-256 with SHA-256', 'ecdsa-sha256', ec('P-256')],
  ['P-384 with SHA-256', 'ecdsa-sha256', ec('P-384')],
  ['P-384 with SHA-384', 'ecdsa-sha384', ec('P-384')],
  ['P-521 with SHA-512', 'ecdsa-sha512', ec('P-521')],
  ['Ed25519', 'ed25519', generateKeyPairSync('ed25519').privateKey],
]

function signWith(signer: Issued, algorithm: SignatureAlgorithm, chain: readonly Uint8Array[] = []) {
  const { digest } = signatureAlgorithms[algorithm]
  const messageDigest = createHash(digest).update(document).digest()
  const attributes = signedAttributes({ messageDigest, certificate: signer.certificate.der })
  const signature = sign(digestForNode(algorithm), attributes, { key: signer.privateKey, ...paddingForNode(algorithm) })
  const certificates = [signer.certificate.der, ...chain]
  const cms = signedData({ certificates, signedAttributes: attributes, signature, algorithm })
  return { cms, messageDigest, signature, attributes }
}

test.each(signers)('a signature by %s verifies and says what it is', async (_name, algorithm, privateKey) => {
  const signer = issue({ name: 'Anna', privateKey })
  const { cms, messageDigest, signature, attributes } = signWith(signer, algorithm)
  const verified = await verifySignedData({ cms, messageDigest })
  expect(verified).toMatchObject({ signatureAlgorithm: algorithm, signingTime: undefined, timestampTokens: [] })
  expect(verified.signerCertificate.der).toEqual(signer.certificate.der)
  expect(Buffer.from(verified.signature)).toEqual(signature)
  expect(verified.signedAttributes).toEqual(attributes)
  expect(await readDigestAlgorithm(cms)).toBe(signatureAlgorithms[algorithm].digest)
})

// openssl cms 3.0 does not know Ed25519 (RFC 8419) with signed attributes.
const opensslSigners = signers.filter(([name]) => name !== 'Ed25519')
for (const [name, algorithm, privateKey] of opensslSigners) {
  opensslTest(`openssl verifies a signature by ${name}, and refuses it over anything else`, () => {
    const signer = issue({ name: 'Anna', privateKey })
    const { cms } = signWith(signer, algorithm, [issue({ name: 'Other' }).certificate.der])
    withOpenssl(({ run, write }) => {
      write('cms', cms)
      write('document', document)
      write('other', 'iets anders')
      write('signer', toPem(signer.certificate.der))
      const verify = (content: string) =>
        run(
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          'cms',
          '-content',
          content,
          '-CAfile',
          'signer',
          '-purpose',
          'any',
          '-cades',
        )
      expect(verify('document')).toBe(document.toString())
      expect(() => verify('other')).toThrow(/verification failure/)
    })
  })
}

opensslTest('openssl finds the attributes of PAdES baseline, in DER order, and no time', () => {
  const { cms } = signWith(issue({ name: 'Anna' }), 'ecdsa-sha256')
  withOpenssl(({ run, write }) => {
    write('cms', cms)
    const text = run('cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', 'cms')
    expect(text.slice(text.indexOf('signedAttrs')).match(/object: (\S+)/g)).toEqual([
      'object: contentType',
      'object: messageDigest',
      'object: id-smime-aa-signingCertificateV2',
    ])
    expect(text).toMatch(/unsignedAttrs:\s+<ABSENT>/)
    expect(text).toContain('eContent: <ABSENT>')
  })
})

for (const [name, algorithm, privateKey] of opensslSigners) {
  opensslTest(`we verify a signature that openssl made with ${name}; its signing time is reported`, async () => {
    const signer = issue({ name: 'Anna', privateKey })
    const { digest } = signatureAlgorithms[algorithm]
    const cms = withOpenssl(({ run, write, read }) => {
      write('key', pkcs8(privateKey))
      write('signer', toPem(signer.certificate.der))
      write('document', document)
      const pss = algorithm.startsWith('rsa-pss')
        ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:-1', '-keyopt', `rsa_mgf1_md:${digest}`]
        : []
      run(
        'cms',
        '-sign',
        '-binary',
        '-cades',
        '-md',
        digest,
        '-in',
        'document',
        '-outform',
        'DER',
        '-out',
        'cms',
        '-signer',
        'signer',
        '-inkey',
        'key',
        ...pss,
      )
      return read('cms')
    })
    const verified = await verifySignedData({ cms, messageDigest: createHash(digest).update(document).digest() })
    expect(verified.signatureAlgorithm).toBe(algorithm)
    expect(Math.abs(Date.now() - (verified.signingTime?.getTime() ?? 0))).toBeLessThan(60_000)
  })
}

test('a template makes the same as the two functions, over and over', () => {
  const signer = issue({ name: 'Anna' })
  const { messageDigest, attributes, signature, cms } = signWith(signer, 'ecdsa-sha256')
  const template = signedDataTemplate({ certificates: [signer.certificate.der], algorithm: 'ecdsa-sha256' })
  expect(template.signedAttributes(messageDigest)).toEqual(attributes)
  expect(template.signedData({ signedAttributes: attributes, signature })).toEqual(cms)
  const token = readDer(cms).der
  const stamped = template.signedData({ signedAttributes: attributes, signature, timestampToken: token })
  expect(stamped.length - cms.length).toBeGreaterThan(token.length)
})

test('a time stamp sits in the unsigned attributes and is given back', async () => {
  const signer = issue({ name: 'Anna' })
  const { messageDigest, attributes, signature, cms } = signWith(signer, 'ecdsa-sha256')
  const parts = { certificates: [signer.certificate.der], signedAttributes: attributes, signature }
  const stamped = signedData({ ...parts, algorithm: 'ecdsa-sha256', timestampToken: cms })
  expect((await verifySignedData({ cms: stamped, messageDigest })).timestampTokens).toEqual([cms])
})

test('the certificates are a DER set: sorted, none lost', async () => {
  const signer = issue({ name: 'Anna' })
  const others = Array.from({ length: 5 }, (_, i) => issue({ name: `CA ${i}` }).certificate.der)
  const { cms, messageDigest } = signWith(signer, 'ecdsa-sha256', others)
  const { certificates } = await verifySignedData({ cms, messageDigest })
  const hexes = certificates.map(({ der }) => Buffer.from(der).toString('hex'))
  expect(hexes).toEqual([signer.certificate.der, ...others].map((one) => Buffer.from(one).toString('hex')).toSorted())
})

test('a digest of another algorithm than the signature’s is a programmer’s error', () => {
  const signer = issue({ name: 'Anna' })
  const attributes = signedAttributes({ messageDigest: new Uint8Array(32), certificate: signer.certificate.der })
  const parts = { certificates: [signer.certificate.der], signedAttributes: attributes, signature: new Uint8Array(8) }
  expect(() => signedData({ ...parts, algorithm: 'ecdsa-sha384' })).toThrow(TypeError)
  expect(() => signedData({ ...parts, certificates: [], algorithm: 'ecdsa-sha256' })).toThrow(TypeError)
})

test('the signed attributes name the type of the content first', () => {
  const { attributes } = signWith(issue({ name: 'Anna' }), 'ecdsa-sha256')
  const types = elements(attributes).map((attribute) => oidOf(childrenOf(readDer(attribute), 0x30)[0]))
  expect(types).toEqual(['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47'])
})
