import { expect, test } from '@jest/globals'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import { extension } from '@waarmerk/pki'
import { issue, issuingCa, person, root, signer, signerOf, stranger } from '../../test/certificates.ts'
import { encryptedFixture } from '../../test/fixture.ts'
import { codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { signingTime } from '../../test/signed.ts'
import { stampedAt, tsa } from '../../test/time-stamps.ts'
import { inspectDocument } from '../inspect/inspect-document.ts'
import { timestampDocument } from '../level/timestamp-document.ts'
import { type CompletedSignature, completeSignature, type SignatureToComplete } from './complete-signature.ts'
import { prepareSignature, type SignatureToPrepare } from './prepare-signature.ts'
import type { PreparedSignature } from './prepared-signature.ts'
import { createDocumentSigner } from './sign-document.ts'
import { signedElsewhere, toBeSigned } from './to-be-signed.ts'

const demanding = (seed: string): RandomAccess =>
  makePdf({
    ...onePage,
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>',
    4: `<</Type/Annot/Subtype/Widget/FT/Sig/T(een)/Rect[0 0 0 0]/SV<<${seed}>>>>`,
  })
const promised = { digestMethod: 'SHA512', timeStamp: true, certificate: () => true } as const
const prepared = (source: RandomAccess, wishes: Partial<SignatureToPrepare> = {}) =>
  prepareSignature(source, { field: 'een', contentsBytes: 8000, signingTime, assured: promised, ...wishes })

test.each<[string, string, Partial<SignatureToComplete>]>([
  ['ERR_PDF_SEED_VALUE_DIGEST', '/Ff 64/DigestMethod[(SHA512)]', { tsa }],
  ['ERR_PDF_SEED_VALUE_TIMESTAMP', '/TimeStamp<</URL(https://tsa.example)/Ff 1>>', {}],
  ['ERR_PDF_SEED_VALUE_CERTIFICATE', '/Cert<</Ff 8/SubjectDN[<</CN(Iemand anders)>>]>>', { tsa }],
  ['no error', '/Ff 64/DigestMethod[(SHA256)(SHA512)]', { tsa }],
])(
  'what was promised of a signature when it was prepared must be true when it is made: %s',
  async (code, seed, wishes) => {
    const source = demanding(seed)
    expect(
      await codeOf(async () => completeSignature({ source, ...(await prepared(source)), signer, ...wishes })),
    ).toBe(code)
  },
)

/** A key that counts how often it is asked, and never answers. */
const untouched = () => {
  const counter = { used: 0 }
  const sign = async (): Promise<never> => {
    counter.used += 1
    throw new Error('used')
  }
  return { counter, sign }
}

const lapsed = issue({ name: 'x', issuer: issuingCa, notAfter: new Date('2026-02-01T00:00:00Z') })
const forOther = issue({ name: 'x', issuer: issuingCa, extensions: [extension.keyUsage('keyEncipherment')] })

test.each([
  ['nobody whom the caller trusts vouches for', person, [stranger.certificate], 'ERR_PADES_CHAIN_INCOMPLETE'],
  ['that had lapsed', lapsed, undefined, 'ERR_PADES_CERTIFICATE_NOT_VALID'],
  ['whose key is for something else', forOther, [root.certificate], 'ERR_PKI_KEY_USAGE'],
] as const)(
  'no key is used for a certificate %s, at B-B and B-T, in one go or in two',
  async (_, who, trustAnchors, code) => {
    const { counter, sign } = untouched()
    const base = withField(makePdf(onePage))
    for (const level of ['B-B', 'B-T'] as const) {
      const deps = { signer: { ...signerOf(who), sign }, tsa, ...(trustAnchors && { trustAnchors }) }
      const inOne = () => createDocumentSigner(deps)({ source: base, field: 'een', level, signingTime })
      const inTwo = async () => completeSignature({ source: base, ...(await prepared(base)), ...deps, level })
      expect([await codeOf(inOne), await codeOf(inTwo), counter.used]).toEqual([code, code, 0])
    }
  },
)

const digest = { algorithm: 'sha256', value: new Uint8Array(32) } as const
const attributes = { commitmentType: 'proofOfApproval', signaturePolicy: { oid: '2.999.1', digest } } as const

test('a commitment type and a policy go with a signature that is made elsewhere, but not beside a reason', async () => {
  const source = withField(makePdf(onePage))
  const made = await prepared(source)
  const { algorithm, certificates } = signer
  const data = toBeSigned(made.prepared, { algorithm, certificates, attributes })
  const signature = await signer.sign({ data, digest: new Uint8Array() })
  const elsewhere = signedElsewhere({ algorithm, certificates, attributes, signature })
  const complete = (from: typeof made, wishes = {}): Promise<CompletedSignature> =>
    completeSignature({ source, ...from, signer: elsewhere, tsa, ...wishes })
  expect(await codeOf(() => complete(made))).toBe('ERR_PADES_SIGNATURE_REJECTED')
  const { increment } = await complete(made, { attributes })
  const { signatures } = await inspectDocument({ source: concatSources([source, bytesSource(increment)]) })
  expect(signatures[0]?.signedData).toMatchObject({ signaturePolicy: '2.999.1' })
  const reasoned = await prepared(source, { reason: 'Akkoord' })
  expect(await codeOf(() => complete(reasoned, { attributes }))).toBe('ERR_PADES_REASON_FORBIDDEN')
})

test.each<[string, object]>([
  ['of version 1 with nothing in it', { v: 1 }],
  ['of another version', { v: 2 }],
  ['with ranges that are none', { byteRange: '0' }],
  ['with half a range', { byteRange: [0, 1, 2] }],
  ['with a size that is text', { baseSize: '12' }],
  ['without a name', { field: undefined }],
  ['with a time that is none', { signingTime: 'gisteren' }],
])('something %s is not what was prepared', async (_, changed) => {
  const source = withField(makePdf(onePage))
  const made = await prepared(source)
  const damaged = ('v' in changed ? changed : { ...made.prepared, ...changed }) as PreparedSignature
  expect(await codeOf(() => completeSignature({ source, ...made, prepared: damaged, signer, tsa }))).toBe(
    'ERR_PADES_PREPARED_INVALID',
  )
})

test('level B-B is B-B, also for who has a time-stamp authority', async () => {
  const source = withField(makePdf(onePage))
  const completed = await completeSignature({ source, ...(await prepared(source)), signer, tsa, level: 'B-B' })
  expect(completed).toMatchObject({ timestampToken: null, genTime: null })
})

test('a file that takes no document time stamp is refused before the key is used', async () => {
  const { counter, sign } = untouched()
  const revocation = { revocationOf: () => Promise.reject(new Error('asked')) }
  const act = createDocumentSigner({ signer: { ...signer, sign }, tsa, revocation })
  // The user may fill fields, and not add any.
  const user = { source: encryptedFixture('rc4-128'), password: 'gebruiker', field: 'aanvrager é' } as const
  expect(await codeOf(() => act({ ...user, level: 'B-LTA', signingTime: stampedAt }))).toBe('ERR_PDF_PERMISSION')
  expect(counter.used).toBe(0)
  expect(await codeOf(() => act({ ...user, level: 'B-T', signingTime: stampedAt }))).toEqual(new Error('used'))
  expect(await codeOf(() => timestampDocument({ ...user, tsa: { ...tsa, probe: sign, largestToken: 0 } }))).toBe(
    'ERR_PDF_PERMISSION',
  )
})
