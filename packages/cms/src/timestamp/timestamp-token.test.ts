import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { der, extension, oids } from '@waarmerk/pki'
import fc from 'fast-check'
import { issue, replaceAt } from '../../test/certificates.ts'
import { authority, root, type TokenWishes, token, tsaExtensions } from '../../test/time-stamps.ts'
import { CmsError, type CmsErrorCode } from '../cms-error.ts'
import { recheckTimestampToken, verifyTimestampToken } from './timestamp-token.ts'

const imprint = createHash('sha256').update('data').digest()
/** Verified, and rechecked with the same outcome. */
async function verify(wishes: Partial<TokenWishes> = {}) {
  const request = { token: token({ imprint, ...wishes }), messageImprint: imprint, trustAnchors: [root.certificate] }
  const recheck = async () => recheckTimestampToken(request)
  const [verified, rechecked] = await Promise.allSettled([verifyTimestampToken(request), recheck()])
  expect(rechecked).toEqual(verified)
  if (verified.status === 'rejected') throw verified.reason
  return verified.value
}
const tsa = (...extensions: Parameters<typeof issue>[0]['extensions'] & object) =>
  issue({ name: 'TSA', issuer: root, extensions })

test('a token gives the time, the policy and who vouches for it', async () => {
  expect(await verify()).toMatchObject({
    genTime: new Date('2026-11-23T10:11:12Z'),
    policy: '1.2.3.4.1',
    serialNumber: 'AB',
    trusted: true,
    certificate: { der: authority.certificate.der },
  })
})

test('without anchors a token is sound but not trusted', async () => {
  const verified = await verifyTimestampToken({ token: token({ imprint }), messageImprint: imprint })
  expect(verified.trusted).toBe(false)
})

test('an intermediate that the token lacks may come from the caller', async () => {
  const middle = issue({ name: 'Middle', issuer: root, extensions: [extension.certificationAuthority()] })
  const by = issue({ name: 'TSA', issuer: middle, extensions: tsaExtensions })
  await expect(verify({ by })).rejects.toMatchObject({ code: 'ERR_CMS_TIMESTAMP_UNTRUSTED' })
  const options = { token: token({ imprint, by }), messageImprint: imprint, trustAnchors: [root.certificate] }
  expect((await verifyTimestampToken({ ...options, intermediates: [middle.certificate] })).trusted).toBe(true)
})

test('a certificate that was parsed before is not parsed again', () => {
  const request = { token: token({ imprint }), messageImprint: imprint, knownCertificates: [authority.certificate] }
  expect(recheckTimestampToken(request).certificate).toBe(authority.certificate)
})

test('a signing certificate of version 1 is still good enough for a time stamp', async () => {
  expect((await verify({ ess: 1 })).trusted).toBe(true)
})

test('accuracy, ordering, nonce, name and harmless extensions are passed over', async () => {
  const harmless = der.sequence(der.objectIdentifier('1.2.3'), der.octetString(der.nullValue()))
  const rest = [
    der.sequence(der.integer(1)),
    der.boolean(true),
    der.integer(7),
    der.explicit(0, der.explicit(4, root.certificate.subjectDer)),
    der.explicit(1, harmless),
  ]
  expect((await verify({ rest })).trusted).toBe(true)
})

const segmented = (split: (contents: Uint8Array) => readonly Uint8Array[]) =>
  replaceAt(token({ imprint }), [1, 0, 2, 1, 0], (content) => der.element(0x24, ...split(content.subarray(2))))

test('a statement that comes in segments is put together (RFC 5652 §5.2 lets it be BER)', async () => {
  const parts = (contents: Uint8Array) => [
    der.octetString(contents.subarray(0, 9)),
    der.octetString(contents.subarray(9)),
  ]
  const options = { messageImprint: imprint, trustAnchors: [root.certificate] }
  const verified = await verifyTimestampToken({ ...options, token: segmented(parts) })
  expect(verified).toMatchObject({ trusted: true, serialNumber: 'AB' })
  const nested = segmented((contents) => [der.element(0x24, ...parts(contents))])
  await expect(verifyTimestampToken({ ...options, token: nested })).rejects.toMatchObject({ code: 'ERR_CMS_MALFORMED' })
  const swapped = segmented((contents) => parts(contents).toReversed())
  await expect(verifyTimestampToken({ ...options, token: swapped })).rejects.toMatchObject({
    code: 'ERR_CMS_TIMESTAMP_MALFORMED',
  })
})

const critical = der.sequence(der.objectIdentifier('1.2.3'), der.boolean(true), der.octetString(der.nullValue()))
test.each<[string, CmsErrorCode, Partial<TokenWishes>]>([
  [
    'over something else',
    'ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH',
    { imprint: createHash('sha256').update('other').digest() },
  ],
  [
    'over another algorithm’s digest of that size',
    'ERR_CMS_TIMESTAMP_IMPRINT_MISMATCH',
    { digest: der.sequence(der.objectIdentifier(oids.sha384)) },
  ],
  [
    'by an algorithm that is refused',
    'ERR_CMS_ALGORITHM_REFUSED',
    { digest: der.sequence(der.objectIdentifier(oids.sha1)) },
  ],
  ['of an unknown version', 'ERR_CMS_TIMESTAMP_MALFORMED', { version: 2 }],
  ['with a critical extension', 'ERR_CMS_TIMESTAMP_MALFORMED', { rest: [der.explicit(1, critical)] }],
  ['whose statement is malformed', 'ERR_CMS_TIMESTAMP_MALFORMED', { content: der.sequence() }],
  ['that states nothing', 'ERR_CMS_TIMESTAMP_MALFORMED', { content: new Uint8Array() }],
  ['that is another kind of content', 'ERR_CMS_CONTENT_TYPE', { contentType: oids.data }],
  ['that names no certificate', 'ERR_CMS_SIGNED_ATTRIBUTES', { ess: 'none' }],
  ['by a certificate without a purpose', 'ERR_CMS_TIMESTAMP_KEY_PURPOSE', { by: tsa() }],
  [
    'by a certificate whose purpose is not critical',
    'ERR_CMS_TIMESTAMP_KEY_PURPOSE',
    { by: tsa(extension.extendedKeyUsage([oids.timeStamping], false)) },
  ],
  [
    'by a certificate with a second purpose',
    'ERR_CMS_TIMESTAMP_KEY_PURPOSE',
    { by: tsa(extension.extendedKeyUsage([oids.timeStamping, oids.documentSigning], true)) },
  ],
  [
    'by a certificate for anything',
    'ERR_CMS_TIMESTAMP_KEY_PURPOSE',
    { by: tsa(extension.extendedKeyUsage([oids.anyExtendedKeyUsage], true)) },
  ],
  [
    'by a key that may not sign',
    'ERR_CMS_TIMESTAMP_UNTRUSTED',
    { by: tsa(extension.keyUsage('keyAgreement'), extension.extendedKeyUsage([oids.timeStamping], true)) },
  ],
  ['by nobody trusted', 'ERR_CMS_TIMESTAMP_UNTRUSTED', { by: issue({ name: 'TSA', extensions: tsaExtensions }) }],
  ['from before its authority existed', 'ERR_CMS_TIMESTAMP_UNTRUSTED', { genTime: new Date('2019-12-31T23:59:59Z') }],
  ['from after its authority expired', 'ERR_CMS_TIMESTAMP_UNTRUSTED', { genTime: new Date('2040-01-01T00:00:01Z') }],
])('a token is refused: %s', async (_what, code, wishes) => {
  await expect(verify(wishes)).rejects.toMatchObject({ code })
})

test('a token is refused even without anchors: from outside the validity of its own certificate', async () => {
  const late = token({ imprint, genTime: new Date('2041-01-01T00:00:00Z') })
  await expect(verifyTimestampToken({ token: late, messageImprint: imprint })).rejects.toMatchObject({
    code: 'ERR_CMS_TIMESTAMP_UNTRUSTED',
    cause: { code: 'ERR_PKI_EXPIRED' },
  })
})

const sound = token({ imprint })
test.each<[string, CmsErrorCode, Uint8Array]>([
  [
    'whose statement was changed',
    'ERR_CMS_DIGEST_MISMATCH',
    replaceAt(sound, [1, 0, 2, 1, 0], (content) => {
      const changed = content.slice()
      // The last digit of genTime.
      changed[changed.length - 2] = (changed.at(-2) ?? 0) ^ 1
      return changed
    }),
  ],
  ['whose statement was taken out', 'ERR_CMS_TIMESTAMP_MALFORMED', replaceAt(sound, [1, 0, 2, 1], () => undefined)],
  ['that is empty', 'ERR_CMS_MALFORMED', new Uint8Array()],
  ['that is larger than 256 KiB', 'ERR_CMS_TOO_LARGE', der.octetString(new Uint8Array(256 * 1024))],
  ['that is a bare time', 'ERR_CMS_MALFORMED', der.generalizedTime(new Date())],
])('a token is refused: %s', async (_what, code, bytes) => {
  await expect(verifyTimestampToken({ token: bytes, messageImprint: imprint })).rejects.toMatchObject({ code })
})

test('a changed byte of a token is refused by code, or changes nothing of what it says', async () => {
  const before = await verify()
  await fc.assert(
    fc.asyncProperty(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = sound.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      const options = { token: changed, messageImprint: imprint, trustAnchors: [root.certificate] }
      const outcome = await verifyTimestampToken(options).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CmsError)
      else
        expect(outcome).toMatchObject({
          genTime: before.genTime,
          serialNumber: 'AB',
          policy: before.policy,
          trusted: true,
        })
    }),
    { numRuns: 1500 },
  )
})
