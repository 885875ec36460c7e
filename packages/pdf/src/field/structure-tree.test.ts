import { expect, test } from '@jest/globals'
import { codeOf, makePdf, type Objects, onePage, textOf } from '../../test/make-pdf.ts'
import { openPdf } from '../file/open-pdf.ts'
import { bytesSource } from '../random-access.ts'
import { appendSignatureFields } from './append-signature-fields.ts'
import type { NewSignatureField } from './new-fields.ts'

const rect = [0, 0, 9, 9] as const
const twoFields: readonly NewSignatureField[] = [
  { name: 'a', label: 'Label A', rect },
  { name: 'b', rect },
]

const append = (structure: Objects, page = '<</Type/Page/Parent 2 0 R>>', fields = twoFields) => {
  const objects = { ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>', 3: page, ...structure }
  const doc = openPdf(bytesSource(makePdf(objects, { version: '2.0' })))
  return textOf(appendSignatureFields(doc, fields))
}

const element = (parent: number, widget: number, label: string) =>
  `<</Type/StructElem/S/Form/P ${parent} 0 R/Pg 3 0 R/Alt(${label})/K <</Type/OBJR/Obj ${widget} 0 R/Pg 3 0 R>>>>`

test('widgets get Form elements below the Document element, keys in the parent tree, and a tab order', () => {
  const text = append({
    4: '<</Type/StructTreeRoot/K 5 0 R/ParentTree 6 0 R/ParentTreeNextKey 3>>',
    5: '<</Type/StructElem/S/Document/P 4 0 R/K[7 0 R]>>',
    6: '<</Nums[0 7 0 R 2 7 0 R]>>',
    7: '<</Type/StructElem/S/P/P 5 0 R>>',
  })
  expect(text).toContain(element(5, 8, 'Label A'))
  expect(text).toContain(element(5, 9, 'b'))
  expect(text).toContain('5 0 obj\n<</Type/StructElem/S/Document/P 4 0 R/K[7 0 R 10 0 R 11 0 R]>>')
  expect(text).toContain('6 0 obj\n<</Nums[0 7 0 R 2 7 0 R 3 10 0 R 4 11 0 R]>>')
  expect(text).toContain('/ParentTreeNextKey 5>>')
  expect(text).toMatch(/T\(a\).*\/StructParent 3[^0-9][\s\S]*T\(b\).*\/StructParent 4[^0-9]/)
  expect(text).toContain('/Annots [8 0 R 9 0 R]/Tabs /S>>')
})

test('a next key that is too low is not believed, and a tree of nodes gets a new leaf', () => {
  const text = append({
    4: '<</Type/StructTreeRoot/K[5 0 R 5 0 R]/ParentTree 6 0 R/ParentTreeNextKey 1>>',
    5: '<</Type/StructElem/S/P/P 4 0 R>>',
    6: '<</Kids[7 0 R 8 0 R]>>',
    7: '<</Limits[0 4]/Nums[0 5 0 R 4 5 0 R]>>',
    8: '<</Limits[5 9]/Kids[9 0 R]>>',
    9: '<</Limits[5 9]/Nums[5 5 0 R 9 5 0 R]>>',
  })
  expect(text).toContain('6 0 obj\n<</Kids[7 0 R 8 0 R 14 0 R]>>')
  expect(text).toContain('14 0 obj\n<</Limits[10 11]/Nums[10 12 0 R 11 13 0 R]>>')
  expect(text).toContain('/K[5 0 R 5 0 R 12 0 R 13 0 R]')
})

test.each<[string, string, string, Objects, number]>([
  ['an empty last leaf', '', '<</Kids[7 0 R 8 0 R]>>', { 7: '<</Nums[4 5 0 R]>>', 8: '<</Nums[]>>' }, 5],
  ['an empty last leaf that had keys', '', '<</Kids[7 0 R]>>', { 7: '<</Limits[0 8]/Nums[]>>' }, 9],
  ['empty nodes at the end', '', '<</Kids[7 0 R 8 0 R]>>', { 7: '<</Nums[4 5 0 R]>>', 8: '<</Kids[null 6 0 R]>>' }, 5],
  ['a next key that is no number of a PDF', '9007199254740991', '<</Nums[4 5 0 R]>>', {}, 5],
  ['keys and limits without end', '2147483647', '<</Limits[0 2147483647]/Nums[4 5 0 R]>>', {}, 5],
])('keys are free in a parent tree with %s', (_, next, tree, nodes, first) => {
  const root = `<</K[]/ParentTree 9 0 R${next && `/ParentTreeNextKey ${next}`}>>`
  const text = append({ 4: root, 6: '<<>>', 9: tree, ...nodes })
  expect([...text.matchAll(/\/StructParent (\d+)/g)].map(([, key]) => Number(key))).toEqual([first, first + 1])
})

test.each([
  ['has no free key', '<</Nums[2147483645 5 0 R]>>'],
  ['comes back to itself, many times', '<</Kids[9 0 R 9 0 R]>>'],
])('a parent tree that %s is refused', (_, tree) => {
  expect(codeOf(() => append({ 4: '<</K[]/ParentTree 9 0 R>>', 9: tree }))).toBe('ERR_PDF_TOO_MANY')
})

test('an empty structure tree is filled', () => {
  const text = append({ 4: '<</Type/StructTreeRoot>>' }, '<</Type/Page/Parent 2 0 R/Tabs/R>>')
  expect(text).toContain('/K [7 0 R 8 0 R]/ParentTree 9 0 R/ParentTreeNextKey 2>>')
  expect(text).toContain('<</Nums[0 7 0 R 1 8 0 R]>>')
})

test.each([
  ['that has none', '', '/Annots [8 0 R]/Tabs /S>>'],
  ['of a page without annotations', '/Tabs/R', '/Tabs /S/Annots [8 0 R]>>'],
  ['of a page that orders its annotations otherwise', '/Annots[7 0 R]', '/Annots[7 0 R 8 0 R]>>'],
  ['that is in use', '/Tabs/R/Annots[7 0 R]', '/Tabs/R/Annots[7 0 R 8 0 R]>>'],
  ['that is right', '/Tabs/S', '/Tabs/S/Annots [8 0 R]>>'],
])('tab order %s', (_, page, expected) => {
  const structure = { 4: '<</K[]/ParentTree<<>>>>', 7: '<</Type/Annot>>' }
  expect(append(structure, `<</Type/Page/Parent 2 0 R${page}>>`, [{ name: 'a' }])).toContain(expected)
})

test('a single kid that is no Document becomes the first of several', () => {
  const text = append({ 4: '<</K 5 0 R/ParentTree<<>>>>', 5: '<</S/Part/P 4 0 R>>' })
  expect(text).toContain(
    '4 0 obj\n<</K [5 0 R 8 0 R 9 0 R]/ParentTree<</Nums [0 8 0 R 1 9 0 R]>>/ParentTreeNextKey 2>>',
  )
})

test('a document that is not tagged gets no structure', () => {
  const doc = openPdf(bytesSource(makePdf(onePage)))
  expect(textOf(appendSignatureFields(doc, [{ name: 'a' }]))).not.toMatch(/Struct|Tabs/)
})

test('an invisible field leaves the structure as it is, whatever was signed of it', () => {
  const structure = { 4: '<</Type/StructTreeRoot/K 5 0 R/ParentTree<<>>>>', 5: '<</Type/StructElem/S/P/P 4 0 R>>' }
  const text = append(structure, undefined, [{ name: 'a' }])
  expect(text).not.toMatch(/StructElem|StructParent|StructTreeRoot\//)
  expect(text).toContain('/Tabs /S')
})
