import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { openPdf } from '../file/open-pdf.ts'
import { limits } from '../limits.ts'
import { bytesSource, concatSources, type RandomAccess } from '../random-access.ts'
import { appendSecurityStore } from './append-security-store.ts'
import { readSecurityStore, type ValidationData } from './read-security-store.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const none = { certificates: [], ocspResponses: [], crls: [] }

const stream = (dictionary: string, data = 'A') => `<<${dictionary}/Length ${data.length}>>\nstream\n${data}\nendstream`

const withCatalog = (catalog: string, more: Objects = {}, version = '2.0'): RandomAccess =>
  bytesSource(makePdf({ ...onePage, 1: `<</Type/Catalog/Pages 2 0 R${catalog}>>`, ...more }, { version }))

const append = (base: RandomAccess, input: ValidationData) => {
  const increment = appendSecurityStore(openPdf(base), input)
  const source = concatSources([base, bytesSource(increment)])
  return { source, increment, text: textOf(increment), store: readSecurityStore(openPdf(source)) }
}

test('a document without store gets one', () => {
  const long = bytes('certificate '.repeat(40))
  const { text, store } = append(withCatalog(''), {
    certificates: [long, bytes('B'), long],
    ocspResponses: [bytes('O')],
    crls: [],
  })
  expect(store).toEqual({ certificates: [long, bytes('B')], ocspResponses: [bytes('O')], crls: [] })
  expect(text).toContain('7 0 obj\n<</Type/DSS/Certs[4 0 R 5 0 R]/OCSPs[6 0 R]>>\nendobj')
  expect(text).toContain('/DSS 7 0 R')
  expect(text).toMatch(/4 0 obj\n<<\/Filter\/FlateDecode\/Length \d\d>>\nstream\n/)
  expect(text).toContain('5 0 obj\n<</Length 1>>\nstream\nB\nendstream')
})

test('a second store keeps what was there and writes only what is new', () => {
  const vri = '/VRI<</AB<</Cert[4 0 R]>>>>'
  const first = withCatalog(`/DSS<</Certs[4 0 R]${vri}>>`, { 4: stream('') })
  const second = append(first, { ...none, certificates: [bytes('A'), bytes('C')] })
  expect(second.store).toEqual({ ...none, certificates: [bytes('A'), bytes('C')] })
  expect(second.text).toContain(`/DSS<</Certs[4 0 R 5 0 R]${vri}>>`)
  expect(second.text.match(/endstream/g)).toHaveLength(1)
  expect(append(second.source, { ...none, certificates: [bytes('C')] }).increment).toHaveLength(0)
})

test('nothing to store appends nothing', () => {
  expect(append(withCatalog(''), none)).toMatchObject({ store: null, text: '' })
})

test.each<[string, string, Objects, string]>([
  ['direct', '/DSS<</Certs[4 0 R]>>', {}, '/DSS<</Certs[4 0 R 5 0 R]>>'],
  ['of arrays of their own', '/DSS<</Certs 5 0 R>>', { 5: '[4 0 R]' }, '5 0 obj\n[4 0 R 6 0 R]\nendobj'],
  ['without an array', '/DSS<</Certs null>>', {}, '/DSS<</Certs [5 0 R]>>'],
])('a store made by others is extended: %s', (_, catalog, more, expected) => {
  const objects = { 4: '<</Length 1>>\nstream\nA\nendstream', ...more }
  expect(append(withCatalog(catalog, objects), { ...none, certificates: [bytes('B')] }).text).toContain(expected)
})

test.each([
  ['1.4', '', '/Extensions <</ESIC<</BaseVersion/1.7/ExtensionLevel 1>>>>'],
  [
    '1.7',
    '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>',
    '/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 2>>>>/DSS',
  ],
])('version %s with %s declares level 1 at least', (version, catalog, expected) => {
  const { text } = append(withCatalog(catalog, {}, version), { ...none, crls: [bytes('L')] })
  expect(text).toContain(expected)
})

test('a certification against any change allows the store', () => {
  const base = withCatalog('/Perms<</DocMDP<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>>>')
  expect(append(base, { ...none, crls: [bytes('L')] }).store?.crls).toHaveLength(1)
})

test.each<[string, string, Objects, string]>([
  ['a store that is no dictionary', '/DSS[]', {}, 'ERR_PDF_STRUCTURE'],
  ['values that are no array', '/DSS<</CRLs<<>>>>', {}, 'ERR_PDF_STRUCTURE'],
  ['a value that is no stream', '/DSS<</Certs[4 0 R]>>', { 4: '<<>>' }, 'ERR_PDF_STRUCTURE'],
  ['a dictionary within a stream', '/DSS<</Certs[<</A 1>>]>>', {}, 'ERR_PDF_STRUCTURE'],
  ['an unknown filter', '/DSS<</Certs[4 0 R]>>', { 4: stream('/Filter/LZWDecode') }, 'ERR_PDF_FILTER_UNSUPPORTED'],
  ['damaged data', '/DSS<</Certs[4 0 R]>>', { 4: stream('/Filter/FlateDecode') }, 'ERR_PDF_STREAM_INVALID'],
  [
    'more values than the limit',
    `/DSS<</Certs[${'4 0 R '.repeat(limits.storeItems + 1)}]>>`,
    { 4: stream('') },
    'ERR_PDF_TOO_MANY',
  ],
  [
    'more bytes than the limit',
    `/DSS<</Certs[${'4 0 R '.repeat(65)}]>>`,
    { 4: stream('', ' '.repeat(1024 * 1024)) },
    'ERR_PDF_TOO_LARGE',
  ],
])('%s is refused', (_, catalog, objects, code) => {
  const base = withCatalog(catalog, objects)
  expect(codeOf(() => readSecurityStore(openPdf(base)))).toBe(code)
  expect(codeOf(() => append(base, { ...none, crls: [bytes('L')] }))).toBe(code)
})

test('a store that names a key twice is not extended', () => {
  const base = withCatalog('/DSS<</CRLs 4 0 R/CRLs 4 0 R>>')
  expect(codeOf(() => append(base, { ...none, crls: [bytes('L')] }))).toBe('ERR_PDF_DUPLICATE_KEY')
})
