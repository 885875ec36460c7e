import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { der, digestForNode, oids, paddingForNode, type SignatureAlgorithm, signatureAlgorithms } from '@waarmerk/pki'
import fc from 'fast-check'
import { issue } from '../../test/certificates.ts'
import { hasOpenssl, withOpenssl } from '../../test/openssl.ts'
import { CmsError } from '../cms-error.ts'
import { attribute, type OptionalAttributes } from './optional-attributes.ts'
import { signedData, signedDataTemplate } from './signed-data-template.ts'
import { recheckSignedData, verifySignedData } from './verify-signed-data.ts'

const opensslTest = hasOpenssl ? test : test.skip
const digest = (algorithm: SignatureAlgorithm) =>
  createHash(signatureAlgorithms[algorithm].digest).update('een document').digest()
const signaturePolicy = {
  oid: '2.16.528.1.1003.1.2.3',
  digest: { algorithm: 'sha256', value: new Uint8Array(32).fill(7) },
  uri: 'https://beleid.example/1.pdf',
} as const
const all: OptionalAttributes = { commitmentType: 'proofOfApproval', signaturePolicy, algorithmProtection: true }
const keys = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ed25519: generateKeyPairSync('ed25519'),
}

function signWith(algorithm: SignatureAlgorithm, attributes: OptionalAttributes) {
  const signer = issue({ name: 'Anna', privateKey: keys[signatureAlgorithms[algorithm].keyType].privateKey })
  const template = signedDataTemplate({ certificates: [signer.certificate.der], algorithm, attributes })
  const data = template.signedAttributes(digest(algorithm))
  const key = { key: signer.privateKey, ...paddingForNode(algorithm) }
  return template.signedData({ signedAttributes: data, signature: sign(digestForNode(algorithm), data, key) })
}

const algorithms = Object.keys(signatureAlgorithms) as SignatureAlgorithm[]
test.each(algorithms)(
  '%s: all attributes are signed, verified and given back, and rechecked the same',
  async (algorithm) => {
    const cms = signWith(algorithm, all)
    const verified = await verifySignedData({ cms, messageDigest: digest(algorithm) })
    expect(verified).toMatchObject({
      commitmentTypes: ['1.2.840.113549.1.9.16.6.5'],
      signaturePolicy: '2.16.528.1.1003.1.2.3',
      signingTime: undefined,
    })
    const knownCertificates = [verified.signerCertificate]
    const rechecked = recheckSignedData({ cms, messageDigest: digest(algorithm), knownCertificates })
    expect(rechecked).toEqual(verified)
    expect(rechecked.signerCertificate).toBe(verified.signerCertificate)
  },
)

test('what was not asked for is not there', async () => {
  const cms = signWith('ecdsa-sha256', { commitmentType: 'proofOfOrigin' })
  const verified = await verifySignedData({ cms, messageDigest: digest('ecdsa-sha256') })
  expect(verified).toMatchObject({ commitmentTypes: ['1.2.840.113549.1.9.16.6.1'], signaturePolicy: undefined })
  const none = await verifySignedData({ cms: signWith('ecdsa-sha256', {}), messageDigest: digest('ecdsa-sha256') })
  expect(none).toMatchObject({ commitmentTypes: [], signaturePolicy: undefined })
})

opensslTest('openssl reads the policy, its hash and address, and the commitment', () => {
  const text = withOpenssl(({ run, write }) => {
    write('cms', signWith('ecdsa-sha256', all))
    return run('asn1parse', '-inform', 'DER', '-in', 'cms')
  })
  for (const part of [
    /id-smime-aa-ets-sigPolicyId[\s\S]*2\.16\.528\.1\.1003\.1\.2\.3[\s\S]*sha256[\s\S]*(07){32}/,
    /id-smime-spq-ets-sqt-uri\n.*IA5STRING\s+:https:\/\/beleid\.example\/1\.pdf/,
    /id-smime-aa-ets-commitmentType[\s\S]*id-smime-cti-ets-proofOfApproval/,
    /1\.2\.840\.113549\.1\.9\.52/,
  ]) {
    expect(text).toMatch(part)
  }
})

test('a policy that cannot be encoded is a programmer’s error', () => {
  for (const wrong of [{ uri: 'https://beleid.example/é' }, { uri: '' }, { oid: 'beleid' }]) {
    expect(() => signWith('ecdsa-sha256', { signaturePolicy: { ...signaturePolicy, ...wrong } })).toThrow(TypeError)
  }
})

const signer = issue({ name: 'Bram' })
/** A signature by ECDSA whose signed attributes have one more. */
function withAttribute(extra: Uint8Array): Uint8Array {
  const template = signedDataTemplate({ certificates: [signer.certificate.der], algorithm: 'ecdsa-sha256' })
  const whole = template.signedAttributes(digest('ecdsa-sha256'))
  const data = der.element(0x31, whole.subarray(whole[1] === 0x81 ? 3 : whole[1] === 0x82 ? 4 : 2), extra)
  const signature = sign('sha256', data, signer.privateKey)
  return signedData({
    certificates: [signer.certificate.der],
    signedAttributes: data,
    signature,
    algorithm: 'ecdsa-sha256',
  })
}
// The longer its encoding, the later in DER's order: filled up to come last.
const last = (type: string, value: Uint8Array) =>
  der.sequence(der.objectIdentifier(type), der.setOf(value, der.octetString(new Uint8Array(400))))
const protection = (...parts: Uint8Array[]) => attribute(oids.cmsAlgorithmProtection, der.sequence(...parts))
const sha = (name: 'sha256' | 'sha512') => der.sequence(der.objectIdentifier(oids[name]))
const by = (oid: string) =>
  der.implicit(1, der.sequence(der.objectIdentifier(oid), der.octetString(new Uint8Array(300))))
const ecdsa = '1.2.840.10045.4.3.2'

test.each<[string, string, Uint8Array]>([
  ['another digest', 'ERR_CMS_ALGORITHM_SUBSTITUTED', protection(sha('sha512'), by(ecdsa))],
  [
    'another signature algorithm',
    'ERR_CMS_ALGORITHM_SUBSTITUTED',
    protection(sha('sha256'), by('1.2.840.10045.4.3.4')),
  ],
  ['an algorithm that is not known', 'ERR_CMS_ALGORITHM_SUBSTITUTED', protection(sha('sha256'), by('1.2.3'))],
  ['two values of protection', 'ERR_CMS_SIGNED_ATTRIBUTES', last(oids.cmsAlgorithmProtection, der.sequence())],
  [
    'a policy that is none',
    'ERR_CMS_SIGNED_ATTRIBUTES',
    attribute(oids.signaturePolicyIdentifier, der.octetString(new Uint8Array(400))),
  ],
  ['two policies', 'ERR_CMS_SIGNED_ATTRIBUTES', last(oids.signaturePolicyIdentifier, der.nullValue())],
  ['a commitment that is none', 'ERR_CMS_SIGNED_ATTRIBUTES', last(oids.commitmentTypeIndication, der.nullValue())],
])('a signature is refused with %s', async (_what, code, extra) => {
  const request = { cms: withAttribute(extra), messageDigest: digest('ecdsa-sha256') }
  await expect(verifySignedData(request)).rejects.toMatchObject({ code, kind: 'caller' })
  expect(() => recheckSignedData(request)).toThrow(expect.objectContaining({ code }))
})

test('a recheck refuses what a verification refuses, by the same code', async () => {
  const cms = signWith('ecdsa-sha256', all)
  const messageDigest = digest('ecdsa-sha256')
  const codeOf = (error: unknown) => (error instanceof CmsError ? error.code : error)
  await fc.assert(
    fc.asyncProperty(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = cms.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      const strict = await verifySignedData({ cms: changed, messageDigest }).catch(codeOf)
      let own: unknown
      try {
        own = recheckSignedData({ cms: changed, messageDigest })
      } catch (error) {
        own = codeOf(error)
      }
      // asn1js looks into every corner and may object to more (ERR_CMS_MALFORMED); never to less.
      if (strict !== 'ERR_CMS_MALFORMED') expect(typeof own).toBe(typeof strict)
      if (typeof strict === 'string' && strict !== 'ERR_CMS_MALFORMED') expect(own).toBe(strict)
    }),
    { numRuns: 500 },
  )
})

test('too much is refused before it is read', () => {
  const cms = der.octetString(new Uint8Array(2 * 1024 * 1024))
  expect(() => recheckSignedData({ cms, messageDigest: new Uint8Array(32) })).toThrow(
    expect.objectContaining({ code: 'ERR_CMS_TOO_LARGE' }),
  )
})
