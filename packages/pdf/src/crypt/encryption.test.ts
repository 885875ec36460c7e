import { expect, test } from '@jest/globals'
import { encryptedFixture, encryptedFixtures, encryptedNames } from '../../test/fixture.ts'
import { codeOf, makePdf, onePage, textOf } from '../../test/make-pdf.ts'
import { entry, ofKind, textEntry } from '../document/access.ts'
import { catalogOf } from '../document/catalog.ts'
import { findPage } from '../document/pages.ts'
import { signatureFields } from '../document/signature-fields.ts'
import { appendSignatureFields } from '../field/append-signature-fields.ts'
import { fillSignatureField } from '../field/fill-signature-field.ts'
import { openPdf, type PdfDocument } from '../file/open-pdf.ts'
import { lookDigest, lookOf } from '../look/look.ts'
import { bytesSource, concatSources, type RandomAccess } from '../random-access.ts'
import { createRevision } from '../revision/revision.ts'
import { appendSecurityStore } from '../security-store/append-security-store.ts'

const owner = { password: 'eigenaar' }
const bytesOf = (source: RandomAccess) => source.read(0, source.size)
const joined = (source: RandomAccess, increment: Uint8Array) => concatSources([source, bytesSource(increment)])

/** Title, field name and label, content and metadata of the fixture, as they were before encryption. */
const contentOf = (doc: PdfDocument) => {
  const info = doc.trailer.dictionary.entries.get('Info')?.value
  const object = info?.kind === 'reference' ? doc.referenced(info) : null
  const dictionary = object && ofKind({ object, value: object.value }, 'dictionary')
  const content = ofKind(entry(doc, findPage(doc, 1).page, 'Contents'), 'dictionary')
  const metadata = ofKind(entry(doc, catalogOf(doc), 'Metadata'), 'dictionary')
  const [field] = signatureFields(doc)
  return {
    title: dictionary && textEntry(doc, dictionary, 'Title'),
    language: textEntry(doc, catalogOf(doc), 'Lang'),
    field: field?.name,
    label: field?.label,
    content: content && textOf(doc.decodedData(content.object)),
    metadata: metadata && textOf(doc.decodedData(metadata.object)),
  }
}

const expected = {
  title: 'Besluit (concept)',
  language: 'nl',
  field: 'aanvrager é',
  label: 'Š',
  content: 'BT /F1 12 Tf 20 20 Td (Besluit) Tj ET',
  metadata: '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
}

test.each(encryptedNames)('%s is read with both passwords', (name) => {
  const user = openPdf(encryptedFixture(name), { password: encryptedFixtures[name] })
  expect([user.encryption?.access, contentOf(user)]).toEqual(['user', expected])
  const whole = openPdf(encryptedFixture(name), owner)
  expect([whole.encryption?.access, contentOf(whole)]).toEqual(['owner', expected])
})

test.each(encryptedNames)('%s is refused with another password, and without the one it needs', (name) => {
  expect(codeOf(() => openPdf(encryptedFixture(name), { password: 'Eigenaar' }))).toBe('ERR_PDF_PASSWORD')
  const without = codeOf(() => openPdf(encryptedFixture(name)))
  expect(without).toBe(encryptedFixtures[name] === '' ? 'no error' : 'ERR_PDF_PASSWORD')
})

const look = lookOf(
  [
    {
      parts: [Buffer.from('/Type/XObject/Subtype/Form/BBox[0 0 9 9]/X '), { string: Buffer.from('abc') }],
      data: Buffer.from('q Q'),
    },
  ],
  false,
)

const signed = (source: RandomAccess) => {
  const { increment } = fillSignatureField(openPdf(source, owner), {
    newField: { name: 'nieuw', rect: [0, 0, 9, 9], label: 'Ďalší' },
    contentsBytes: 20,
    subFilter: 'ETSI.CAdES.detached',
    reason: 'Akkoord met het besluit',
    signingTime: new Date('2026-11-23T09:05:07Z'),
    look,
  })
  return { increment, file: joined(source, increment) }
}

test.each(encryptedNames)('what is appended to %s is encrypted, but the signature is not', (name) => {
  const { increment, file } = signed(encryptedFixture(name))
  const text = textOf(increment)
  expect(text).not.toMatch(/Akkoord|416B6B6F6F7264|nieuw|q Q|20261123/)
  expect(text).toContain(`/Contents<${'0'.repeat(40)}>`)
  expect(text).toMatch(/\/ByteRange\[0 /)
  const doc = openPdf(file, { password: encryptedFixtures[name] })
  const field = signatureFields(doc).find((candidate) => candidate.name === 'nieuw')
  expect(field?.label).toBe('Ďalší')
  expect(field?.signature).toMatchObject({
    reason: 'Akkoord met het besluit',
    signingTime: new Date('2026-11-23T09:05:07Z'),
    contents: Buffer.alloc(20),
  })
  expect(field?.signature?.contentsSpan).not.toBeNull()
  expect(lookDigest(doc, 'nieuw')).toEqual(look.sha256)
  expect(contentOf(doc)).toEqual(expected)
  expect(signed(encryptedFixture(name)).increment).toEqual(increment)
})

test('strings of an object from an object stream are encrypted when the object is written anew', () => {
  const source = encryptedFixture('aes-256')
  const revision = createRevision(openPdf(source))
  revision.setEntry(catalogOf(revision.doc), 'New', [{ text: 'nieuw' }])
  const { bytes } = revision.build()
  expect(textOf(bytes)).not.toContain('/Lang (nl)')
  const catalog = catalogOf(openPdf(joined(source, bytes)))
  expect(catalog.object.position).not.toBeNull()
  const doc = openPdf(joined(source, bytes))
  expect([textEntry(doc, catalog, 'Lang'), textEntry(doc, catalog, 'New')]).toEqual(['nl', 'nieuw'])
})

test('a stream of the security store is encrypted', () => {
  const source = encryptedFixture('aes-256')
  const certificate = Buffer.from('a certificate, as it were')
  const store = { certificates: [certificate], ocspResponses: [], crls: [] }
  const increment = appendSecurityStore(openPdf(source), store)
  expect(textOf(increment)).not.toContain('a certificate')
  expect(appendSecurityStore(openPdf(joined(source, increment)), store)).toHaveLength(0)
})

const newField = (doc: PdfDocument) => codeOf(() => appendSignatureFields(doc, [{ name: 'nieuw' }]))
const fill = (doc: PdfDocument) =>
  codeOf(() => fillSignatureField(doc, { field: 'aanvrager é', contentsBytes: 9, subFilter: 'ETSI.CAdES.detached' }))
const store = (doc: PdfDocument) =>
  codeOf(() => appendSecurityStore(doc, { certificates: [Buffer.from('a')], ocspResponses: [], crls: [] }))

test.each<[keyof typeof encryptedFixtures, string, string]>([
  ['rc4-40', 'ERR_PDF_PERMISSION', 'ERR_PDF_PERMISSION'],
  ['rc4-128', 'ERR_PDF_PERMISSION', 'no error'],
  ['aes-128', 'no error', 'no error'],
  ['aes-256-r5', 'ERR_PDF_PERMISSION', 'ERR_PDF_PERMISSION'],
])('in %s the user may do what the permissions say, and the owner everything', (name, making, filling) => {
  const user = openPdf(encryptedFixture(name), { password: encryptedFixtures[name] })
  expect([newField(user), fill(user), store(user)]).toEqual([making, filling, filling])
  const whole = openPdf(encryptedFixture(name), owner)
  expect([newField(whole), fill(whole), store(whole)]).toEqual(['no error', 'no error', 'no error'])
})

test('/P that was changed to allow more is held against the sealed permissions', () => {
  const text = textOf(bytesOf(encryptedFixture('aes-256-r5'))).replace('/P -1324', '/P -4   ')
  const doc = openPdf(bytesSource(Buffer.from(text, 'latin1')), { password: 'gebruiker' })
  expect([doc.encryption?.permissions, newField(doc)]).toEqual([-1324, 'ERR_PDF_PERMISSION'])
})

test('a damaged file that is encrypted is recovered with its password', () => {
  for (const name of encryptedNames) {
    const text = textOf(bytesOf(encryptedFixture(name))).replace('startxref', 'startxxxx')
    const source = bytesSource(Buffer.from(text, 'latin1'))
    const doc = openPdf(source, owner)
    expect([doc.recovered, contentOf(doc)]).toEqual([true, expected])
    const again = openPdf(signed(source).file, { ...owner, recover: false })
    expect(signatureFields(again).map((field) => field.name)).toEqual(['aanvrager é', 'nieuw'])
    expect(contentOf(again)).toEqual(expected)
  }
})

test('streams that choose a crypt filter are decrypted with that', () => {
  const streams =
    '80 0 obj\n<</Filter/Crypt/Length 3>>\nstream\nabc\nendstream\nendobj\n' +
    '81 0 obj\n<</Filter[/Crypt]/DecodeParms[<</Name/Identity>>]/Length 3>>\nstream\nabc\nendstream\nendobj\n' +
    '82 0 obj\n<</Filter[/Crypt]/DecodeParms[<</Name/Unknown>>]/Length 3>>\nstream\nabc\nendstream\nendobj\n'
  const text = textOf(bytesOf(encryptedFixture('aes-128'))).replace('startxref', 'startxxxx')
  const doc = openPdf(bytesSource(Buffer.from(text + streams, 'latin1')), owner)
  const data = (number: number) => {
    const object = doc.object(number)
    return object === null ? null : textOf(doc.streamData(object))
  }
  expect([data(80), data(81), codeOf(() => data(82))]).toEqual(['abc', 'abc', 'ERR_PDF_ENCRYPTION_INVALID'])
})

const standard = `/Filter/Standard/V 2/R 3/Length 128/P -4/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>`
const latest = `/Filter/Standard/V 5/R 6/P -4/O<${'00'.repeat(48)}>/U<${'00'.repeat(48)}>/OE<${'00'.repeat(32)}>/UE<${'00'.repeat(32)}>/Perms<${'00'.repeat(16)}>`
const filters = (method: string) => `/StmF/F/StrF/F/CF<</F<</CFM/${method}>>>>`

test.each<[string, string, string]>([
  ['of another handler', '<</Filter/Adobe.PubSec/V 4>>', 'ERR_PDF_ENCRYPTED'],
  ['of an unknown version', `<<${standard.replace('/V 2', '/V 3')}>>`, 'ERR_PDF_ENCRYPTED'],
  ['of a revision that does not belong to its version', `<<${standard.replace('/R 3', '/R 6')}>>`, 'ERR_PDF_ENCRYPTED'],
  ['of an unknown method', `<<${latest}${filters('AESV9')}>>`, 'ERR_PDF_ENCRYPTED'],
  ['that is no dictionary', '[1]', 'ERR_PDF_ENCRYPTION_INVALID'],
  ['that is another object', '3 0 R', 'ERR_PDF_ENCRYPTED'],
  ['that is missing', '99 0 R', 'ERR_PDF_ENCRYPTION_INVALID'],
  ['without permissions', `<<${standard.replace('/P -4', '/P[]')}>>`, 'ERR_PDF_ENCRYPTION_INVALID'],
  ['with a short /U', `<<${standard.replace(/\/U<.*>/, '/U<00>')}>>`, 'ERR_PDF_ENCRYPTION_INVALID'],
  ['with a key of no length', `<<${standard.replace('/Length 128', '/Length 4')}>>`, 'ERR_PDF_ENCRYPTION_INVALID'],
  ['without its crypt filter', `<<${latest}/StmF/F>>`, 'ERR_PDF_ENCRYPTION_INVALID'],
  ['whose password is not empty', `<<${standard}>>`, 'ERR_PDF_PASSWORD'],
  ['whose password is not empty, in revision 6', `<<${latest}${filters('AESV3')}>>`, 'ERR_PDF_PASSWORD'],
  ['of attachments only', `<<${latest}>>`, 'no error'],
])('an encryption dictionary %s: %s', (_, encrypt, code) => {
  const direct = makePdf(onePage, { trailer: `/Encrypt ${encrypt}` })
  const indirect = makePdf({ ...onePage, 4: encrypt }, { trailer: '/Encrypt 4 0 R' })
  expect(codeOf(() => openPdf(bytesSource(direct)))).toBe(code)
  if (!encrypt.endsWith('R')) expect(codeOf(() => openPdf(bytesSource(indirect)))).toBe(code)
})

test('no object stream of a damaged file gives another encryption dictionary', () => {
  const content = '4 0 <</Filter/Standard/V 9>>'
  const stream = `<</Type/ObjStm/N 1/First 4/Length ${content.length}>>\nstream\n${content}\nendstream`
  const sound = makePdf({ ...onePage, 4: `<<${latest}>>`, 5: stream }, { trailer: '/Encrypt 4 0 R' })
  const doc = openPdf(bytesSource(Buffer.from(textOf(sound).replace('startxref', 'startxxxx'), 'latin1')))
  expect([doc.recovered, doc.recovery?.entries.find(4)?.kind]).toEqual([true, 'offset'])
})

test('a trailer that says null of its encryption is not encrypted', () => {
  const doc = openPdf(bytesSource(makePdf(onePage, { trailer: '/Encrypt null' })))
  expect([doc.encryption, catalogOf(doc).value.kind]).toEqual([null, 'dictionary'])
})
