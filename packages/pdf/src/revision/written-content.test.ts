import { expect, test } from '@jest/globals'
import { textOf } from '../../test/make-pdf.ts'
import { writtenBytes } from './body.ts'
import { writtenContent } from './written-content.ts'

test('texts, byte strings, placeholders and marks stand as they must', () => {
  const body = [
    '<</A ',
    { text: 'Jan (de)' },
    { string: Buffer.from([1, 255]) },
    { mark: 'here' },
    { zeros: 3 },
    Buffer.from('>>'),
  ]
  expect(textOf(writtenBytes(writtenContent(body)))).toBe('<</A (Jan \\(de\\))<01FF>000>>')
})

test('a stream gets its length', () => {
  const content = { entries: ['/A ', { text: 'a' }], data: Buffer.from('q Q') }
  expect(textOf(writtenBytes(writtenContent(content)))).toBe('<</A (a)/Length 3>>\nstream\nq Q\nendstream')
})
