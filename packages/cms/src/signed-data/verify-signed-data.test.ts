import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { der, oids } from '@waarmerk/pki'
import fc from 'fast-check'
import { elements, issue, replaceAt } from '../../test/certificates.ts'
import { CmsError, type CmsErrorCode } from '../cms-error.ts'
import { signedAttributes, signedData } from './signed-data-template.ts'
import { recheckSignedData, verifySignedData } from './verify-signed-data.ts'
import type { VerifiedBefore } from './verify-signer-info.ts'

const messageDigest = createHash('sha256').update('een document').digest()
const signer = issue({ name: 'Anna' })
const certificates = [signer.certificate.der]
const attributes = signedAttributes({ messageDigest, certificate: signer.certificate.der })
const algorithm = 'ecdsa-sha256'
const signature = sign('sha256', attributes, signer.privateKey)
const cms = signedData({ certificates, signedAttributes: attributes, signature, algorithm })

/** Signs other attributes with the same key, so that only the attributes are wrong. */
function withAttributes(changed: readonly Uint8Array[], privateKey: KeyObject = signer.privateKey): Uint8Array {
  const set = der.element(0x31, ...changed)
  return signedData({ certificates, signedAttributes: set, signature: sign('sha256', set, privateKey), algorithm })
}
const [contentType, digest, ess] = elements(attributes) as [Uint8Array, Uint8Array, Uint8Array]
const attribute = (type: string, ...values: readonly Uint8Array[]) =>
  der.sequence(der.objectIdentifier(type), der.setOf(...values))
const essWith = (...certificateId: Uint8Array[]) =>
  attribute(oids.signingCertificateV2, der.sequence(der.sequence(der.sequence(...certificateId))))
const sorted = (...list: Uint8Array[]) => list.toSorted(Buffer.compare)
const certHash = createHash('sha256').update(signer.certificate.der).digest()

// ContentInfo → [0] → SignedData: version, digests, encapContentInfo, [0] certificates, signerInfos.
const signedDataAt = [1, 0]
const signerInfoAt = [...signedDataAt, 4, 0]
const replace = (path: readonly number[], bytes: Uint8Array | undefined) => replaceAt(cms, path, () => bytes)

test.each<[string, CmsErrorCode, Uint8Array]>([
  ['nothing', 'ERR_CMS_MALFORMED', new Uint8Array()],
  ['not ASN.1', 'ERR_CMS_MALFORMED', Buffer.from('%PDF-1.7')],
  ['cut short', 'ERR_CMS_MALFORMED', cms.subarray(0, -1)],
  ['followed by something', 'ERR_CMS_MALFORMED', der.concat([cms, Uint8Array.of(0, 1)])],
  ['more than 2 MiB', 'ERR_CMS_TOO_LARGE', der.octetString(new Uint8Array(2 * 1024 * 1024))],
  [
    'nested a hundred deep',
    'ERR_CMS_MALFORMED',
    Array.from({ length: 100 }).reduce<Uint8Array>((inner) => der.sequence(inner), der.nullValue()),
  ],
  ['made of too many elements', 'ERR_CMS_MALFORMED', der.sequence(...Array.from({ length: 30_000 }, der.nullValue))],
  [
    'BER with an indefinite length',
    'ERR_CMS_MALFORMED',
    der.concat([Uint8Array.of(0x30, 0x80), cms.subarray(4), Uint8Array.of(0, 0)]),
  ],
  ['not SignedData', 'ERR_CMS_CONTENT_TYPE', replace([0], der.objectIdentifier('1.2.840.113549.1.7.3'))],
  [
    'about another type of content',
    'ERR_CMS_CONTENT_TYPE',
    replace([...signedDataAt, 2, 0], der.objectIdentifier(oids.tstInfo)),
  ],
  [
    'with the content inside',
    'ERR_CMS_NOT_DETACHED',
    replace(
      [...signedDataAt, 2],
      der.sequence(der.objectIdentifier(oids.data), der.explicit(0, der.octetString(certHash))),
    ),
  ],
  ['without a signer', 'ERR_CMS_SIGNER_COUNT', replace([...signedDataAt, 4], der.setOf())],
  [
    'with two signers',
    'ERR_CMS_SIGNER_COUNT',
    replaceAt(cms, [...signedDataAt, 4], (set) => der.element(0x31, ...elements(set), ...elements(set))),
  ],
  ['without the certificate', 'ERR_CMS_SIGNER_CERTIFICATE_MISSING', replace([...signedDataAt, 3], der.explicit(0))],
  [
    'with only another certificate',
    'ERR_CMS_SIGNER_CERTIFICATE_MISSING',
    replace([...signedDataAt, 3], der.explicit(0, issue({ name: 'Anna' }).certificate.der)),
  ],
  [
    'with a certificate that is none',
    'ERR_CMS_MALFORMED',
    replace([...signedDataAt, 3], der.explicit(0, der.sequence())),
  ],
  [
    'with 65 certificates',
    'ERR_CMS_MALFORMED',
    replace([...signedDataAt, 3], der.explicit(0, ...Array.from({ length: 65 }, () => signer.certificate.der))),
  ],
  ['by a signer of an unknown version', 'ERR_CMS_MALFORMED', replace([...signerInfoAt, 0], der.integer(2))],
  ['by a signer that is not named', 'ERR_CMS_MALFORMED', replace([...signerInfoAt, 1], der.sequence())],
  ['without signed attributes', 'ERR_CMS_SIGNED_ATTRIBUTES', replace([...signerInfoAt, 3], undefined)],
  [
    'with SHA-1',
    'ERR_CMS_ALGORITHM_REFUSED',
    replace([...signerInfoAt, 2], der.sequence(der.objectIdentifier(oids.sha1))),
  ],
  [
    'with two different digests',
    'ERR_CMS_ALGORITHM_REFUSED',
    replace([...signerInfoAt, 2], der.sequence(der.objectIdentifier(oids.sha512))),
  ],
  [
    'with an unknown algorithm',
    'ERR_CMS_ALGORITHM_REFUSED',
    replace([...signerInfoAt, 4, 0], der.objectIdentifier('1.2.3')),
  ],
  [
    'with the algorithm of another kind of key',
    'ERR_CMS_ALGORITHM_REFUSED',
    replace([...signerInfoAt, 4], der.sequence(der.objectIdentifier(oids.rsaEncryption))),
  ],
  [
    'with another signature',
    'ERR_CMS_SIGNATURE_INVALID',
    replace([...signerInfoAt, 5], der.octetString(sign('sha256', messageDigest, signer.privateKey))),
  ],
  [
    'signed by another key',
    'ERR_CMS_SIGNATURE_INVALID',
    withAttributes([contentType, digest, ess], issue({ name: 'Bram' }).privateKey),
  ],
  ['without a content type', 'ERR_CMS_SIGNED_ATTRIBUTES', withAttributes([digest, ess])],
  ['without a signing certificate', 'ERR_CMS_SIGNED_ATTRIBUTES', withAttributes([contentType, digest])],
  [
    'with a signing certificate of version 1',
    'ERR_CMS_SIGNED_ATTRIBUTES',
    withAttributes(
      sorted(
        contentType,
        digest,
        attribute(
          oids.signingCertificate,
          der.sequence(
            der.sequence(der.sequence(der.octetString(createHash('sha1').update(signer.certificate.der).digest()))),
          ),
        ),
      ),
    ),
  ],
  [
    'with the same attribute twice',
    'ERR_CMS_SIGNED_ATTRIBUTES',
    withAttributes(sorted(contentType, digest, digest, ess)),
  ],
  [
    'with an attribute of two values',
    'ERR_CMS_SIGNED_ATTRIBUTES',
    withAttributes(
      sorted(
        digest,
        ess,
        attribute(oids.contentType, der.objectIdentifier(oids.data), der.objectIdentifier(oids.tstInfo)),
      ),
    ),
  ],
  ['with attributes out of order', 'ERR_CMS_SIGNED_ATTRIBUTES', withAttributes([ess, digest, contentType])],
  [
    'with a signed type that differs',
    'ERR_CMS_CONTENT_TYPE',
    withAttributes(sorted(digest, ess, attribute(oids.contentType, der.objectIdentifier(oids.tstInfo)))),
  ],
  [
    'with a certificate hash that differs',
    'ERR_CMS_SIGNING_CERTIFICATE_MISMATCH',
    withAttributes(sorted(contentType, digest, essWith(der.octetString(messageDigest)))),
  ],
  [
    'with a serial number that differs',
    'ERR_CMS_SIGNING_CERTIFICATE_MISMATCH',
    withAttributes(
      sorted(
        contentType,
        digest,
        essWith(
          der.octetString(certHash),
          der.sequence(der.sequence(der.explicit(4, signer.certificate.issuerDer)), der.integer(1)),
        ),
      ),
    ),
  ],
  [
    'with an issuer that differs',
    'ERR_CMS_SIGNING_CERTIFICATE_MISMATCH',
    withAttributes(
      sorted(
        contentType,
        digest,
        essWith(
          der.octetString(certHash),
          der.sequence(der.sequence(der.explicit(4, der.sequence())), signer.certificate.serialNumberDer),
        ),
      ),
    ),
  ],
  [
    'with a certificate hash by SHA-1',
    'ERR_CMS_ALGORITHM_REFUSED',
    withAttributes(
      sorted(contentType, digest, essWith(der.sequence(der.objectIdentifier(oids.sha1)), der.octetString(certHash))),
    ),
  ],
  [
    'with a malformed signing time',
    'ERR_CMS_SIGNED_ATTRIBUTES',
    withAttributes(sorted(contentType, digest, ess, attribute(oids.signingTime, der.nullValue()))),
  ],
])('a signature is refused: %s', async (_what, code, bytes) => {
  await expect(verifySignedData({ cms: bytes, messageDigest })).rejects.toMatchObject({ code, kind: 'caller' })
})

test('a signature is refused: over other data', async () => {
  const other = createHash('sha256').update('een ander document').digest()
  await expect(verifySignedData({ cms, messageDigest: other })).rejects.toMatchObject({
    code: 'ERR_CMS_DIGEST_MISMATCH',
  })
})

test('a signature is refused: by a key that is too weak', async () => {
  const weak = issue({ name: 'Weak', privateKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey })
  const set = signedAttributes({ messageDigest, certificate: weak.certificate.der })
  const parts = {
    certificates: [weak.certificate.der],
    signedAttributes: set,
    signature: sign('sha256', set, weak.privateKey),
  }
  await expect(
    verifySignedData({ cms: signedData({ ...parts, algorithm: 'rsa-sha256' }), messageDigest }),
  ).rejects.toMatchObject({ code: 'ERR_CMS_ALGORITHM_REFUSED' })
})

test('the padding of a PDF’s /Contents is not part of the signature', async () => {
  const verified = await verifySignedData({ cms: der.concat([cms, new Uint8Array(4096)]), messageDigest })
  expect(verified.der).toEqual(cms)
})

test('other kinds of certificates are passed over; a signer named by key identifier is found', async () => {
  const attributeCertificate = der.implicit(2, der.sequence())
  const bag = der.explicit(0, signer.certificate.der, attributeCertificate)
  expect(
    (await verifySignedData({ cms: replace([...signedDataAt, 3], bag), messageDigest })).certificates,
  ).toHaveLength(1)
  const identifier = der.implicit(0, der.octetString(signer.certificate.subjectKeyIdentifier ?? new Uint8Array()))
  const named = replaceAt(replace([...signerInfoAt, 1], identifier), [...signerInfoAt, 0], () => der.integer(3))
  expect((await verifySignedData({ cms: named, messageDigest })).signerCertificate.der).toEqual(signer.certificate.der)
})

test('a changed byte is refused by code, or changes nothing that was signed; never a crash', async () => {
  const signed = new Set(['signature', 'signedAttributes'] as const)
  await fc.assert(
    fc.asyncProperty(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = cms.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      const outcome = await verifySignedData({ cms: changed, messageDigest }).catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CmsError)
      else
        for (const field of signed)
          expect(outcome).toHaveProperty(field, field === 'signature' ? new Uint8Array(signature) : attributes)
    }),
    { numRuns: 1500 },
  )
})

test('what is handed in is never changed, Buffers (whose slices share memory) included', async () => {
  const given = Buffer.from(cms)
  await verifySignedData({ cms: given, messageDigest })
  expect(given).toEqual(Buffer.from(cms))
  const set = Buffer.from(attributes)
  signedData({ certificates, signedAttributes: set, signature, algorithm })
  expect(set).toEqual(Buffer.from(attributes))
})

test('the key is not asked again about the same bytes, and about any other bytes it is', () => {
  const verifiedBefore: VerifiedBefore = { certificate: signer.certificate, signedAttributes: attributes, signature }
  const forged = Uint8Array.from(signature).reverse()
  const recheck = (value: Uint8Array, before: VerifiedBefore) => () =>
    recheckSignedData({
      cms: signedData({ certificates, signedAttributes: attributes, signature: value, algorithm }),
      messageDigest,
      verifiedBefore: before,
    })
  const refused = expect.objectContaining({ code: 'ERR_CMS_SIGNATURE_INVALID' })
  expect(recheck(signature, verifiedBefore)().signature).toEqual(new Uint8Array(signature))
  expect(recheck(forged, verifiedBefore)).toThrow(refused)
  // Only bytes that are the same in all of it were vouched for: then the word of the caller counts.
  expect(recheck(forged, { ...verifiedBefore, signature: forged })).not.toThrow()
  expect(recheck(forged, { ...verifiedBefore, signature: forged, signedAttributes: digest })).toThrow(refused)
  const other = issue({ name: 'Bram' }).certificate
  expect(recheck(forged, { ...verifiedBefore, signature: forged, certificate: other })).toThrow(refused)
})
