import { expect, test } from '@jest/globals'
import { codeOf, onePage, openMade } from '../../test/make-pdf.ts'
import { changeRules } from './change-rules.ts'

/** A document with the field `one`, signed with these entries in field and signature. */
const signedWith = (signature: string, field = '', catalog = '') =>
  changeRules(
    openMade({
      ...onePage,
      1: `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>${catalog}>>`,
      4: `<</FT/Sig/T(one)/V 5 0 R${field}>>`,
      5: `<</Type/Sig${signature}>>`,
    }),
  )

const docMDP = (parameters: string) => `/Reference[<</TransformMethod/DocMDP/TransformParams<<${parameters}>>>>]`
const fieldMDP = (parameters: string) => `/Reference[<</TransformMethod/FieldMDP/TransformParams<<${parameters}>>>>]`
const forbidden = 'ERR_PDF_CHANGE_FORBIDDEN'
const free = 'no error'

test('an ordinary signature forbids nothing', () => {
  const rules = signedWith('')
  expect([rules.signed, rules.docMDP]).toEqual([true, null])
  expect(codeOf(() => rules.requireNewField('two', true))).toBe(free)
})

test.each<[string, string, string, string, number, string, string]>([
  ['P 1', docMDP('/P 1'), '', '', 1, forbidden, forbidden],
  ['P 2', docMDP('/P 2'), '', '', 2, free, forbidden],
  ['P 3', docMDP('/P 3'), '', '', 3, free, forbidden],
  ['no P, which is 2', docMDP(''), '', '', 2, free, forbidden],
  ['an unknown P, taken for 1', docMDP('/P 9'), '', '', 1, forbidden, forbidden],
  ['P 1 found through the catalog', '', '', `/Perms<</DocMDP<<${docMDP('/P 1')}>>>>`, 1, forbidden, forbidden],
  ['a lock with P 1', '', '/Lock<</Action/Include/Fields[]/P 1>>', '', 1, forbidden, forbidden],
])('certification with %s', (_, signature, field, catalog, level, invisible, visible) => {
  const rules = signedWith(signature, field, catalog)
  expect(rules.docMDP).toBe(level)
  expect(codeOf(() => rules.requireNewField('two', false))).toBe(invisible)
  expect(codeOf(() => rules.requireNewField('two', true))).toBe(visible)
})

test.each<[string, string, string, string]>([
  ['all', fieldMDP('/Action/All'), forbidden, forbidden],
  ['the listed, and what is below', fieldMDP('/Action/Include/Fields[(Signature 1)]'), free, forbidden],
  ['all but the listed', fieldMDP('/Action/Exclude/Fields[(Signature 1)]'), forbidden, free],
  ['nothing known, taken for all', fieldMDP(''), forbidden, forbidden],
  ['none', fieldMDP('/Action/Include/Fields[]'), free, free],
  ['a list that is missing, taken for all', fieldMDP('/Action/Include'), forbidden, forbidden],
  ['a list that is none, taken for all', fieldMDP('/Action/Include/Fields(Signature 1)'), forbidden, forbidden],
  ['what is no name of a field, taken for all', fieldMDP('/Action/Include/Fields[/two]'), forbidden, forbidden],
  [
    'all but what is no name, taken for all',
    fieldMDP('/Action/Exclude/Fields[(Signature 1)/two]'),
    forbidden,
    forbidden,
  ],
])('a signature locks %s', (_, signature, ten, below) => {
  const rules = signedWith(signature)
  // A mere prefix of letters is another field.
  expect(codeOf(() => rules.requireFieldChange('Signature 10'))).toBe(ten)
  expect(codeOf(() => rules.requireFieldChange('Signature 1.date'))).toBe(below)
})

test('what many signatures say is not gone through without end', () => {
  const rulesOf = (signature: string, list: string) => {
    const fields = `<</FT/Sig/V<</Reference ${signature}>>>>`.repeat(1000)
    const objects = { 4: `[${fields}]`, 5: list, 6: '<<>>', 7: '[5 0 R]' }
    return changeRules(
      openMade({ ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 4 0 R>>>>', ...objects }),
    )
  }
  const lock = `<</TransformMethod/FieldMDP/TransformParams<</Action/Include/Fields[(${'n'.repeat(99_999)})]>>>>`
  expect(codeOf(() => rulesOf('7 0 R', lock))).toBe('ERR_PDF_TOO_LARGE')
  expect(codeOf(() => rulesOf('5 0 R', `[${'6 0 R '.repeat(9999)}]`))).toBe('ERR_PDF_TOO_LARGE')
  expect(codeOf(() => rulesOf('5 0 R', `[${'6 0 R '.repeat(10_001)}]`))).toBe('ERR_PDF_TOO_MANY')
})

test('the lock of a signed field counts', () => {
  const rules = signedWith('', '/Lock<</Action/All>>')
  expect(codeOf(() => rules.requireFieldChange('two'))).toBe(forbidden)
})
