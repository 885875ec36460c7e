import { expect, test } from '@jest/globals'
import { codeOf, type Objects, onePage, openMade } from '../../test/make-pdf.ts'
import { findPage, pageBox, pageCount, pageNumberOf } from './pages.ts'

const catalog = '<</Type/Catalog/Pages 2 0 R>>'
const leaf = (parent: number, more = '') => `<</Type/Page/Parent ${parent} 0 R${more}>>`
/** Pages 4, 5 and 6; 7 is a node without pages. */
const tree: Objects = {
  1: catalog,
  2: '<</Type/Pages/Kids[7 0 R 3 0 R 6 0 R]/Count 3/MediaBox[0 0 100 200]/Rotate 90>>',
  3: '<</Type/Pages/Parent 2 0 R/Kids[4 0 R 5 0 R]/Count 2/MediaBox[0 0 50 60]>>',
  4: leaf(3),
  5: leaf(3, '/CropBox[45 50 10 -10]/Rotate -180'),
  6: leaf(2, '/Rotate 45'),
  7: '<</Type/Pages/Parent 2 0 R/Kids[]/Count 0>>',
}

test('pages are found by number in a tree with nodes and leaves, and back', () => {
  const doc = openMade(tree)
  expect(pageCount(doc)).toBe(3)
  const pages = [1, 2, 3].map((number) => findPage(doc, number).page)
  expect(pages.map((page) => page.object.number)).toEqual([4, 5, 6])
  expect(pages.map((page) => pageNumberOf(doc, page))).toEqual([1, 2, 3])
})

test('boxes and rotation are inherited, the crop box is cut to the media box', () => {
  const doc = openMade(tree)
  expect([1, 2, 3].map((number) => pageBox(doc, number))).toEqual([
    { left: 0, bottom: 0, width: 50, height: 60, rotate: 90 },
    { left: 10, bottom: 0, width: 35, height: 50, rotate: 180 },
    { left: 0, bottom: 0, width: 100, height: 200, rotate: 0 },
  ])
})

test('without any box a page is Letter', () => {
  const doc = openMade({ ...onePage, 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>' })
  expect(pageBox(doc, 1)).toMatchObject({ width: 612, height: 792 })
})

test('a page outside the tree has no number', () => {
  const doc = openMade({ ...onePage, 4: leaf(2), 5: '<</Type/Page>>' })
  const located = (number: number) => {
    const object = doc.object(number)
    if (object?.value.kind !== 'dictionary') throw new Error('no dictionary')
    return { object, value: object.value }
  }
  expect([pageNumberOf(doc, located(4)), pageNumberOf(doc, located(5))]).toEqual([null, null])
})

test.each([0, 4, -1, 1.5, Number.NaN])('page %p of three is refused', (number) => {
  expect(codeOf(() => findPage(openMade(tree), number))).toBe('ERR_PDF_PAGE_MISSING')
})

test.each<[string, Objects, string]>([
  ['a tree that is its own kid', { ...onePage, 2: '<</Type/Pages/Kids[2 0 R]/Count 1>>' }, 'ERR_PDF_LOOP'],
  [
    'a node that promises more than it has',
    { ...onePage, 2: '<</Type/Pages/Kids[]/Count 1>>' },
    'ERR_PDF_PAGE_MISSING',
  ],
  ['a node without count', { ...onePage, 2: '<</Type/Pages/Kids[3 0 R]>>' }, 'ERR_PDF_STRUCTURE'],
  ['a negative count', { ...onePage, 2: '<</Type/Pages/Kids[3 0 R]/Count -1>>' }, 'ERR_PDF_STRUCTURE'],
  ['a direct kid', { ...onePage, 2: '<</Type/Pages/Kids[<</Type/Page>>]/Count 1>>' }, 'ERR_PDF_STRUCTURE'],
  ['a missing kid', { ...onePage, 2: '<</Type/Pages/Kids[9 0 R]/Count 1>>' }, 'ERR_PDF_STRUCTURE'],
  ['kids that are no array', { ...onePage, 2: '<</Type/Pages/Kids 3 0 R/Count 1>>' }, 'ERR_PDF_STRUCTURE'],
  ['no page tree', { ...onePage, 1: '<</Type/Catalog>>' }, 'ERR_PDF_STRUCTURE'],
  ['no catalog', { ...onePage, 1: '<</Type/Font>>' }, 'ERR_PDF_STRUCTURE'],
  ['a page without area', { ...onePage, 3: leaf(2, '/MediaBox[0 0 0 5]') }, 'ERR_PDF_STRUCTURE'],
])('%s is refused', (_, objects, code) => {
  expect(codeOf(() => pageBox(openMade(objects), 1))).toBe(code)
})

test('a page tree deeper than the limit is refused', () => {
  const nodes: Record<number, string> = { 1: catalog }
  for (let number = 2; number < 80; number += 1) nodes[number] = `<</Type/Pages/Kids[${number + 1} 0 R]/Count 1>>`
  expect(codeOf(() => findPage(openMade({ ...nodes, 80: leaf(79) }), 1))).toBe('ERR_PDF_TOO_DEEP')
})
