import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import { extension } from '@waarmerk/pki'
import { issue, issuingCa, person, root, signer, signerOf } from '../../test/certificates.ts'
import { bytesOf, codeOf, makePdf, onePage, withField } from '../../test/make-pdf.ts'
import { stampedAt, tsa } from '../../test/time-stamps.ts'
import { inspectDocument } from '../inspect/inspect-document.ts'
import { createDocumentSigner, type DocumentSignerDeps, type DocumentToSign } from './sign-document.ts'

const trustAnchors = [root.certificate]
const signed = async (
  deps: Partial<DocumentSignerDeps> = {},
  document: Partial<DocumentToSign> = {},
): Promise<RandomAccess> => {
  const source = document.source ?? makePdf(onePage)
  const sign = createDocumentSigner({ signer, tsa, ...deps })
  const wishes = { newField: { name: 'zegel' }, level: 'B-T', signingTime: stampedAt, ...document } as const
  const { increments } = await sign({ ...wishes, source })
  return bytesSource(bytesOf(concatSources([source, ...increments.map(bytesSource)])))
}

test('one call makes the field and the signature in one revision, and says when', async () => {
  const source = makePdf(onePage)
  const sign = createDocumentSigner({ signer, tsa })
  const result = await sign({ source, newField: { name: 'zegel' }, level: 'B-T', signingTime: stampedAt })
  expect(result).toMatchObject({ field: 'zegel', level: 'B-T', genTime: stampedAt })
  expect(result.increments).toHaveLength(1)
  const file = concatSources([source, ...result.increments.map(bytesSource)])
  expect((await inspectDocument({ source: file, trustAnchors })).signatures).toMatchObject([
    { valid: true, level: 'B-T', coversWholeFile: true },
  ])
})

test('a signature by Ed25519 is declared as an extension of PDF 2.0, and no other is', async () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  const extensions = [extension.keyUsage('contentCommitment')]
  const issued = issue({ name: 'TEST', issuer: issuingCa, privateKey, extensions })
  const declared = async (deps: Partial<DocumentSignerDeps>) =>
    Buffer.from(bytesOf(await signed(deps))).includes(
      '/ISO_[<</Type/DeveloperExtensions/BaseVersion/2.0/ExtensionLevel 32002',
    )
  expect(await declared({ signer: signerOf(issued, 'ed25519') })).toBe(true)
  expect(await declared({})).toBe(false)
})

test('commitment type and policy are signed; a reason beside them is refused', async () => {
  const digest = { algorithm: 'sha256', value: new Uint8Array(32) } as const
  const attributes = {
    commitmentType: 'proofOfApproval',
    signaturePolicy: { oid: '2.999.1', digest, uri: 'https://example.nl/policy' },
  } as const
  const { signatures } = await inspectDocument({ source: await signed({ attributes }) })
  expect(signatures[0]?.signedData).toMatchObject({
    commitmentTypes: ['1.2.840.113549.1.9.16.6.5'],
    signaturePolicy: '2.999.1',
  })
  expect(await codeOf(() => signed({ attributes }, { reason: 'Akkoord' }))).toBe('ERR_PADES_REASON_FORBIDDEN')
  expect(await codeOf(() => signed({ attributes: { algorithmProtection: true } }, { reason: 'Akkoord' }))).toBe(
    'no error',
  )
})

test('what a field demands of the certificate is held against the signer', async () => {
  const demanding = (subject: Uint8Array): RandomAccess =>
    makePdf({
      ...onePage,
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>',
      3: '<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>',
      4: `<</Type/Annot/Subtype/Widget/FT/Sig/T(zegel)/Rect[0 0 0 0]/P 3 0 R/SV<</Cert<</Ff 1/Subject[<${Buffer.from(subject).toString('hex')}>]>>>>>>`,
    })
  const source = demanding(person.certificate.der)
  expect((await inspectDocument({ source: await signed({}, { source }) })).signatures).toMatchObject([{ valid: true }])
  expect(await codeOf(() => signed({}, { source: demanding(root.certificate.der) }))).toBe(
    'ERR_PDF_SEED_VALUE_CERTIFICATE',
  )
})

test('one signer signs many documents, and none of them is changed', async () => {
  const sign = createDocumentSigner({ signer })
  const bases = ['a', 'b', 'c'].map((name) => withField(makePdf(onePage), name))
  const before = bases.map(bytesOf)
  const results = await Promise.all(
    bases.map((source, index) => sign({ source, field: 'abc'[index] ?? '', level: 'B-B', signingTime: stampedAt })),
  )
  expect(results.map(({ field, genTime }) => [field, genTime])).toEqual([
    ['a', null],
    ['b', null],
    ['c', null],
  ])
  expect(bases.map(bytesOf)).toEqual(before)
})

test.each([
  ['has no page tree', undefined, '<</Type/Page/Annots[4 0 R]>>'],
  ['has a page under a node without kids', '<</Type/Pages/Count 1>>', '<</Type/Page/Parent 2 0 R/Annots[4 0 R]>>'],
])('a field of a file that %s can be signed, and the signature be read', async (_, pages, page) => {
  const source = makePdf({
    1: `<</Type/Catalog${pages === undefined ? '' : '/Pages 2 0 R'}/AcroForm<</Fields[4 0 R]>>>>`,
    2: pages ?? 'null',
    3: page,
    4: '<</Type/Annot/Subtype/Widget/FT/Sig/T(zegel)/Rect[0 0 0 0]/P 3 0 R>>',
  })
  const { signatures } = await inspectDocument({
    source: await signed({}, { source, field: 'zegel' }),
  })
  expect(signatures).toMatchObject([{ field: 'zegel', valid: true }])
})
