import { expect, test } from '@jest/globals'
import { codeOf, type Objects, onePage, openMade } from '../../test/make-pdf.ts'
import { pageTreeNodes } from './page-walk.ts'

const walk = (objects: Objects) =>
  Array.from(pageTreeNodes(openMade({ ...onePage, ...objects })), (node) => node.object.number)

test('nodes and pages come in order, each once', () => {
  const pages = {
    2: '<</Kids[4 0 R 3 0 R]/Count 3>>',
    4: '<</Kids[5 0 R 6 0 R]/Count 2>>',
    5: '<</Type/Page>>',
    6: '<</Type/Page>>',
  }
  expect(walk(pages)).toEqual([2, 4, 5, 6, 3])
})

test('a loop, a depth without end, and a kid that is no page are refused', () => {
  expect(codeOf(() => walk({ 2: '<</Kids[3 0 R 2 0 R]>>' }))).toBe('ERR_PDF_LOOP')
  const deep: Record<number, string> = {}
  for (let number = 2; number < 80; number += 1) deep[number] = `<</Kids[${number + 1} 0 R]>>`
  expect(codeOf(() => walk(deep))).toBe('ERR_PDF_TOO_DEEP')
  expect(codeOf(() => walk({ 2: '<</Kids[9 0 R]>>' }))).toBe('ERR_PDF_STRUCTURE')
})
