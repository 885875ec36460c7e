import { expect, test } from '@jest/globals'
import { advice, unwritten } from '../errors/errors.ts'
import { replaceMarked } from './generated.ts'

test('only what stands between the marks is replaced', () => {
  const text = 'by hand\n<!-- generated:a -->\nold\n<!-- /generated:a -->\nby hand too\n'
  const replaced = replaceMarked(text, 'a', 'new\nlines\n')
  expect(replaced).toBe('by hand\n<!-- generated:a -->\nnew\nlines\n<!-- /generated:a -->\nby hand too\n')
  expect(replaceMarked(replaced, 'a', 'new\nlines')).toBe(replaced)
})

test('a document without the marks is not overwritten', () => {
  expect(() => replaceMarked('by hand', 'a', 'new')).toThrow(TypeError)
  expect(() => replaceMarked('<!-- /generated:a --><!-- generated:a -->', 'a', 'new')).toThrow(TypeError)
})

test('advice written by hand is found again by its code', () => {
  const rows = ['| `ERR_A_B` | caller: the caller | Send a PDF. |', `| \`ERR_C_D\` | defect: us | ${unwritten} |`]
  expect(advice(rows.join('\n'))).toEqual(
    new Map([
      ['ERR_A_B', 'Send a PDF.'],
      ['ERR_C_D', unwritten],
    ]),
  )
})
