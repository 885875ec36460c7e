import { expect, test } from '@jest/globals'
import { bytesSource, concatSources, createWorkBudget, fillDocumentTimeStamp, openPdf } from '@waarmerk/pdf'
import { issuingCa, root, stranger } from '../../test/certificates.ts'
import { codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { sign } from '../../test/signed.ts'
import { tsa } from '../../test/time-stamps.ts'
import { augmentDocument } from '../level/augment-document.ts'
import { requireRevision } from '../validate/require-revision.ts'
import { inspectDocument } from './inspect-document.ts'

const trustAnchors = [root.certificate]
const byteRange = '/ByteRange[0 1 2 3]'
test.each([
  ['without ranges', '<</Type/Sig/Contents<00>>>'],
  ['with three numbers for ranges', `<</Type/Sig/ByteRange[0 1 2]/Contents<00>>>`],
  ['with a negative range', `<</Type/Sig/ByteRange[0 -1 2 3]/Contents<00>>>`],
  ['with two signature values', `<</Type/Sig${byteRange}/Contents<00>/Contents<01>>>`],
  ['without a signature value', `<</Type/Sig${byteRange}/Contents null>>`],
  ['that is no dictionary', '(signed)'],
])('a signature %s is reported as one that is not valid, and nothing is built on it', async (_, value) => {
  const base = makePdf({
    ...onePage,
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>',
    4: `<</Type/Annot/Subtype/Widget/FT/Sig/T(wethouder)/Rect[0 0 0 0]/V 5 0 R>>`,
    5: value,
  })
  const source = await sign(withField(base))
  const { signatures } = await inspectDocument({ source, trustAnchors })
  const failed = { name: 'dictionary', outcome: 'failed', code: 'ERR_PADES_SIGNATURE_MISSING' }
  expect(signatures.map(({ field, valid, checks }) => [field, valid, checks[0]])).toEqual([
    ['wethouder', false, failed],
    ['een', true, { name: 'dictionary', outcome: 'passed' }],
  ])
  expect(await codeOf(() => augmentDocument({ source, level: 'B-T', tsa }))).toBe('ERR_PADES_AUGMENT_INVALID')
})

test('a signed revision that shows another reason than the file does is not the revision that was signed', async () => {
  const source = await sign()
  const dictionary = (await inspectDocument({ source })).signatures[0]?.dictionary
  if (!dictionary) throw new Error('no dictionary')
  const longer = concatSources([source, bytesSource(Buffer.from('\n'))])
  const check = (changed: object) =>
    codeOf(() => requireRevision(longer, source.size, { field: 'een' }, { ...dictionary, ...changed }))
  expect(await check({})).toBe('no error')
  for (const changed of [{ reason: 'Ik ga akkoord' }, { signingTime: new Date(0) }, { name: 'Iemand anders' }]) {
    expect(await check(changed)).toBe('ERR_PADES_REVISION_INVALID')
  }
  const budget = createWorkBudget(1000)
  const act = () => requireRevision(longer, source.size, { field: 'een', budget }, dictionary)
  expect(await codeOf(act)).toBe('ERR_PADES_TOO_MANY_SIGNATURES')
})

test('a time stamp by an authority that the caller does not trust counts for no level', async () => {
  const source = await sign()
  const strangers = await inspectDocument({ source, trustAnchors: [stranger.certificate] })
  expect(strangers.signatures).toMatchObject([{ valid: false, level: null }])
  const apart = { trustAnchors: [issuingCa.certificate], timestampTrustAnchors: trustAnchors }
  expect((await inspectDocument({ source, ...apart })).signatures).toMatchObject([{ valid: true, level: 'B-T' }])
  expect((await inspectDocument({ source, trustAnchors })).timeStamps).toEqual([])
  const revision = fillDocumentTimeStamp(openPdf(source), { contentsBytes: 2000 })
  const empty = concatSources([source, bytesSource(revision.increment)])
  expect((await inspectDocument({ source: empty, trustAnchors })).timeStamps).toMatchObject([{ valid: false }])
})
