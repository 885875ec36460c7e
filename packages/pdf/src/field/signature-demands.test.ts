import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { changeRules } from '../document/change-rules.ts'
import { openPdf } from '../file/open-pdf.ts'
import { bytesSource, concatSources, type RandomAccess } from '../random-access.ts'
import { appendSecurityStore } from '../security-store/append-security-store.ts'
import { fillDocumentTimeStamp } from './fill-document-time-stamp.ts'
import { fillSignatureField, type SignatureToFill } from './fill-signature-field.ts'
import { signatureFieldDemands } from './signature-demands.ts'

/** A document with these entries in the fields `Signature 1` and `Signature 10`. */
const withFields = (first: string, second = '', more: Objects = {}): RandomAccess =>
  bytesSource(
    makePdf(
      {
        ...onePage,
        1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>',
        4: `<</FT/Sig/T(Signature 1)${first}>>`,
        5: `<</FT/Sig/T(Signature 10)${second}>>`,
        ...more,
      },
      { version: '2.0' },
    ),
  )

const seeded = (seed: string): RandomAccess => withFields(`/SV<</Type/SV${seed}>>`)

const fill = (source: RandomAccess, input: Partial<SignatureToFill> = {}) => {
  const filled = fillSignatureField(openPdf(source), {
    field: 'Signature 1',
    contentsBytes: 8,
    subFilter: 'ETSI.CAdES.detached',
    ...input,
  })
  return { text: textOf(filled.increment), source: concatSources([source, bytesSource(filled.increment)]) }
}

test('a field without seed values demands nothing, and one that is missing is none', () => {
  const doc = openPdf(withFields(''))
  expect(signatureFieldDemands(doc, 'Signature 1')).toEqual({
    filter: null,
    subFilters: null,
    digestMethods: null,
    reasons: null,
    certification: null,
    timeStamp: null,
    certificate: null,
    lockDocument: false,
    unsupported: [],
    lock: null,
  })
  expect(signatureFieldDemands(doc, 'Signature 2')).toBeNull()
})

test('everything that is required is told, what is preferred is not', () => {
  const constraints =
    '/Filter/Adobe.PPKLite/SubFilter[/ETSI.CAdES.detached]/DigestMethod[/SHA256(SHA384)]/Reasons[(Akkoord)]' +
    '/MDP<</P 2>>/TimeStamp<</URL(https://tsa.example)/Ff 1>>/LockDocument/true/V 3' +
    '/Cert<</Ff 47/Subject[<3000>]/Issuer[<3001>]/OID[(1.2.3)]/SubjectDN[<</O(Gemeente)/2.5.4.97(NTRNL-1)>>]/KeyUsage[(X1)]>>'
  expect(signatureFieldDemands(openPdf(seeded(`${constraints}/Ff 207`)), 'Signature 1')).toEqual({
    filter: 'Adobe.PPKLite',
    subFilters: ['ETSI.CAdES.detached'],
    digestMethods: ['SHA256', 'SHA384'],
    reasons: ['Akkoord'],
    certification: 2,
    timeStamp: { url: 'https://tsa.example', required: true },
    certificate: {
      subjects: [Uint8Array.of(0x30, 0)],
      issuers: [Uint8Array.of(0x30, 1)],
      policies: ['1.2.3'],
      subjectNames: [{ O: 'Gemeente', '2.5.4.97': 'NTRNL-1' }],
      keyUsages: ['X1'],
    },
    lockDocument: true,
    unsupported: [],
    lock: { action: 'All', fields: [], permissions: 1 },
  })
  expect(signatureFieldDemands(openPdf(seeded(constraints.replace('/Ff 47', ''))), 'Signature 1')).toMatchObject({
    filter: null,
    subFilters: null,
    digestMethods: null,
    reasons: null,
    certificate: null,
    lockDocument: false,
    unsupported: [],
  })
})

const unsupported = 'ERR_PDF_SEED_VALUE_UNSUPPORTED'
const met = 'no error'

test.each<[string, string, Partial<SignatureToFill>, string]>([
  ['another handler', '/Filter/Entrust.PPKEF/Ff 1', {}, 'ERR_PDF_SEED_VALUE_FORMAT'],
  ['another handler, if possible', '/Filter/Entrust.PPKEF', {}, met],
  ['our handler and format', '/Filter/Adobe.PPKLite/SubFilter[/adbe.pkcs7.detached/ETSI.CAdES.detached]/Ff 3', {}, met],
  ['another format', '/SubFilter[/adbe.pkcs7.detached]/Ff 2', {}, 'ERR_PDF_SEED_VALUE_FORMAT'],
  ['another format, if possible', '/SubFilter[/adbe.pkcs7.detached]/Ff 1', {}, met],
  ['a digest that is assured', '/DigestMethod[/SHA384/SHA256]/Ff 64', { assured: { digestMethod: 'SHA-256' } }, met],
  [
    'another digest',
    '/DigestMethod[/SHA512]/Ff 64',
    { assured: { digestMethod: 'SHA256' } },
    'ERR_PDF_SEED_VALUE_DIGEST',
  ],
  ['a digest that nobody assures', '/DigestMethod[/SHA256]/Ff 64', {}, 'ERR_PDF_SEED_VALUE_DIGEST'],
  ['one of its reasons', '/Reasons[(A)(B)]/Ff 8', { reason: 'B' }, met],
  ['one of its reasons, but another is given', '/Reasons[(A)(B)]/Ff 8', { reason: 'C' }, 'ERR_PDF_SEED_VALUE_REASON'],
  ['one of its reasons, but none is given', '/Reasons[(A)(B)]/Ff 8', {}, 'ERR_PDF_SEED_VALUE_REASON'],
  ['no reason, and one is given', '/Reasons[(.)]/Ff 8', { reason: 'A' }, 'ERR_PDF_SEED_VALUE_REASON'],
  ['no reason, by an absent list', '/Ff 8', { reason: 'A' }, 'ERR_PDF_SEED_VALUE_REASON'],
  ['no reason', '/Reasons[]/Ff 8', {}, met],
  ['a time stamp', '/TimeStamp<</URL(https://tsa.example)/Ff 1>>', {}, 'ERR_PDF_SEED_VALUE_TIMESTAMP'],
  ['a time stamp that is assured', '/TimeStamp<</Ff 1>>', { assured: { timeStamp: true } }, met],
  ['a time stamp, if possible', '/TimeStamp<</URL(https://tsa.example)>>', {}, met],
  ['a certificate', '/Cert<</Ff 1/Subject[<3000>]>>', {}, 'ERR_PDF_SEED_VALUE_CERTIFICATE'],
  [
    'a certificate that was checked',
    '/Cert<</Ff 1/Subject[<3000>]>>',
    { assured: { certificate: ({ subjects }) => subjects?.length === 1 } },
    met,
  ],
  [
    'a certificate that is another',
    '/Cert<</Ff 1/Subject[<3000>]>>',
    { assured: { certificate: () => false } },
    'ERR_PDF_SEED_VALUE_CERTIFICATE',
  ],
  ['a certificate from a service', '/Cert<</Ff 64/URL(https://x.example)>>', {}, unsupported],
  ['something new of a certificate', '/Cert<</Ff 16>>', {}, unsupported],
  ['certification, and another is given', '/MDP<</P 2>>', { certify: 1 }, 'ERR_PDF_SEED_VALUE_CERTIFY'],
  ['no certification, and one is given', '/MDP<</P 0>>', { certify: 2 }, 'ERR_PDF_SEED_VALUE_CERTIFY'],
  ['no certification', '/MDP<</P 0>>', {}, met],
  ['the reader of a later version', '/V 4/Ff 4', {}, unsupported],
  ['the reader of PDF 2.0', '/V 3/Ff 4', {}, met],
  ['an attestation', '/LegalAttestation[(A)]/Ff 16', {}, unsupported],
  ['revocation data in the signature', '/AddRevInfo true/Ff 32', {}, unsupported],
  ['no revocation data in the signature', '/AddRevInfo false/Ff 32', {}, met],
  ['a look of its own', '/AppearanceFilter(Stempel)/Ff 256', {}, unsupported],
  ['something unknown', '/Ff 512', {}, unsupported],
  ['flags that are none', '/Ff -1', {}, 'ERR_PDF_STRUCTURE'],
  ['formats that are no array', '/SubFilter/ETSI.CAdES.detached/Ff 2', {}, 'ERR_PDF_STRUCTURE'],
])('a field that demands %s', (_, seed, input, code) => {
  expect(codeOf(() => fill(seeded(seed), input))).toBe(code)
})

const key = (index: number) => `/K${index}()`
const large = {
  7: `(${'n'.repeat(110_000)})`,
  8: `<<${Array.from({ length: 2000 }, (_, index) => key(index)).join('')}>>`,
}

test.each<[string, string, string]>([
  ['a lock', '/Lock<</Action/Include/Fields[LIST]>>', '7 0 R'],
  ['reasons', '/SV<</Ff 8/Reasons[LIST]>>', '7 0 R'],
  ['digest algorithms', '/SV<</Ff 64/DigestMethod[LIST]>>', '7 0 R'],
  ['certificates', '/SV<</Cert<</Ff 1/Subject[LIST]>>>>', '7 0 R'],
  ['names of subjects', '/SV<</Cert<</Ff 8/SubjectDN[LIST]>>>>', '8 0 R'],
])('large lists are refused: %s', (_, entries, held) => {
  const demandsOf = (count: number) =>
    signatureFieldDemands(
      openPdf(withFields(entries.replace('LIST', `${held} `.repeat(count)), '', large)),
      'Signature 1',
    )
  expect(codeOf(() => demandsOf(5))).toBe(met)
  expect(codeOf(() => demandsOf(10))).toBe(held === '7 0 R' ? 'ERR_PDF_TOO_LARGE' : 'ERR_PDF_TOO_MANY')
  expect(codeOf(() => demandsOf(10_001))).toBe('ERR_PDF_TOO_MANY')
})

test('a demanded certification is made, where it still can be', () => {
  const { text, source } = fill(seeded('/MDP<</P 2>>'))
  expect(text).toContain('/Perms <</DocMDP 6 0 R>>')
  expect(changeRules(openPdf(source)).docMDP).toBe(2)
  const signed = withFields('/SV<</MDP<</P 2>>>>', '/V<</Type/Sig>>')
  expect(codeOf(() => fill(signed))).toBe('ERR_PDF_CERTIFY_NOT_FIRST')
})

const catalog = '/Data 1 0 R>>]'

test.each<[string, string, string]>([
  ['all fields', '/Action/All', '/Action/All'],
  ['some fields', '/Action/Include/Fields[(Signature 1)(\\320)]', '/Action/Include/Fields[(Signature 1)(\\320)]'],
  ['all but some, and the document', '/Action/Exclude/Fields[(a)]/P 3', '/Action/Exclude/Fields[(a)]/P 3'],
])('the lock of a field stands in its signature: %s', (_, lock, parameters) => {
  expect(fill(withFields(`/Lock<</Type/SigFieldLock${lock}>>`)).text).toContain(
    `/Reference[<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2${parameters}>>${catalog}`,
  )
})

const other: Partial<SignatureToFill> = { field: 'Signature 10' }
const forbidden = 'ERR_PDF_CHANGE_FORBIDDEN'

test.each<[string, string, string, string]>([
  ['itself, never a name that begins like it', '/Lock<</Action/Include/Fields[(Signature 1)]>>', met, met],
  ['the other field', '/Lock<</Action/Include/Fields[(Signature 10)]>>', forbidden, met],
  ['all but itself', '/Lock<</Action/Exclude/Fields[(Signature 1)]>>', forbidden, forbidden],
  ['all fields', '/Lock<</Action/All>>', forbidden, forbidden],
  ['the document, but for forms', '/Lock<</Action/Include/Fields[]/P 2>>', met, forbidden],
  ['the document', '/Lock<</Action/Include/Fields[]/P 1>>', forbidden, forbidden],
  ['the document, as its seed value demands', '/SV<</LockDocument/true/Ff 128>>', forbidden, forbidden],
])('once signed, a field locks %s', (_, entries, existing, visible) => {
  const { source } = fill(withFields(entries))
  const area = { field: 'nieuw', newField: { name: 'nieuw', rect: [0, 0, 9, 9] } } as const
  expect(codeOf(() => fill(source, other))).toBe(existing)
  expect(codeOf(() => fill(source, area))).toBe(visible)
  expect(codeOf(() => fill(source))).toBe('ERR_PDF_FIELD_SIGNED')
  // What keeps signatures valid is always allowed.
  expect(codeOf(() => fillDocumentTimeStamp(openPdf(source), { contentsBytes: 8 }))).toBe(met)
  const data = { certificates: [Uint8Array.of(1)], ocspResponses: [], crls: [] }
  expect(codeOf(() => appendSecurityStore(openPdf(source), data))).toBe(met)
})

test('a document locked by demand says so in field and signature', () => {
  const { text } = fill(seeded('/LockDocument/true/Ff 128'))
  expect(text).toContain('/Lock <</Type/SigFieldLock/Action/All/P 1>>')
  expect(text).toContain('/TransformParams<</Type/TransformParams/V/1.2/Action/All/P 1>>')
})

test.each([1, 2, 3] as const)('after certification %p, what it forbids is refused', (certify) => {
  const { source } = fill(withFields(''), { certify })
  expect(codeOf(() => fill(source, other))).toBe(certify === 1 ? forbidden : met)
  expect(codeOf(() => fill(source, { field: 'nieuw', newField: { name: 'nieuw' } }))).toBe(
    certify === 1 ? forbidden : met,
  )
  expect(codeOf(() => fillDocumentTimeStamp(openPdf(source), { contentsBytes: 8 }))).toBe(met)
})
