import { expect, test } from '@jest/globals'
import { misplacedAfter } from '../../test/damaged-pdf.ts'
import { codeOf } from '../../test/make-pdf.ts'
import { signatureFields } from '../document/signature-fields.ts'
import { appendSignatureFields } from '../field/append-signature-fields.ts'
import { fillDocumentTimeStamp } from '../field/fill-document-time-stamp.ts'
import { fillSignatureField } from '../field/fill-signature-field.ts'
import { openPdf } from '../file/open-pdf.ts'
import { bytesSource, concatSources } from '../random-access.ts'
import { appendSecurityStore } from '../security-store/append-security-store.ts'

/** Opens well; only who reads the page learns that its offset is wrong, and that there is an object 9. */
const misplaced = (object: string) => bytesSource(Buffer.from(misplacedAfter(object), 'latin1'))
const unsigned = '9 0 obj\n1\nendobj\n'
const signed = '9 0 obj\n<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>\nendobj\n'

const newField = { name: 'a' }
const ways: [string, (source: ReturnType<typeof bytesSource>) => Uint8Array][] = [
  ['an empty field', (source) => appendSignatureFields(openPdf(source), [newField])],
  [
    'a signature',
    (source) =>
      fillSignatureField(openPdf(source), { newField, contentsBytes: 8, subFilter: 'ETSI.CAdES.detached' }).increment,
  ],
  ['a time stamp', (source) => fillDocumentTimeStamp(openPdf(source), { contentsBytes: 8, field: 'a' }).increment],
]

test.each(ways)('a file whose damage shows only on the way gets %s, with numbers that are free', (_, append) => {
  const source = misplaced(unsigned)
  expect(openPdf(source).recovered).toBe(false)
  const increment = append(source)
  const whole = openPdf(concatSources([source, bytesSource(increment)]), { recover: false })
  expect(signatureFields(whole).map(({ name }) => name)).toEqual(['a'])
  expect(whole.object(9)?.value).toMatchObject({ kind: 'number', value: 1 })
})

test.each(ways)('a signed file whose damage shows only on the way does not get %s', (_, append) => {
  expect(codeOf(() => append(misplaced(signed)))).toBe('ERR_PDF_NEEDS_REWRITE')
})

test('a store is appended to a file whose damage is known by then', () => {
  const source = misplaced(unsigned)
  const doc = openPdf(source)
  expect(doc.object(3)).not.toBeNull()
  expect(doc.recovered).toBe(true)
  const increment = appendSecurityStore(doc, { certificates: [Uint8Array.of(0x30, 0)], ocspResponses: [], crls: [] })
  expect(openPdf(concatSources([source, bytesSource(increment)]), { recover: false }).recovered).toBe(false)
})
