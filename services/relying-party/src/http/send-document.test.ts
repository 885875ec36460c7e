import { expect, test } from '@jest/globals'
import { contentDisposition } from './send-document.ts'

test('a title becomes a file name that leads nowhere else, in UTF-8 and in ASCII', () => {
  expect(contentDisposition('Verklaring “Mariënhof” / één (100%)')).toBe(
    'attachment; filename="Verklaring Marienhof een (100).pdf"; filename*=UTF-8\'\'Verklaring%20Mari%C3%ABnhof%20%C3%A9%C3%A9n%20%28100%25%29.pdf',
  )
})

test('line breaks, quotes and paths cannot break out of the header', () => {
  const header = contentDisposition('a"\r\nSet-Cookie: x=1\\..\\b\u202e')
  expect(header).not.toMatch(/[\r\n\\]/)
  expect(header.match(/"/g)).toHaveLength(2)
})
