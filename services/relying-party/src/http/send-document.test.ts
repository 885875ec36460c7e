import { expect, test } from '@jest/globals'
import { contentDisposition } from './send-document.ts'

test('a title becomes a file name that leads nowhere else, in UTF-8 and in ASCII', () => {
  expect(contentDisposition('Verklaring “Mariënhof” / één.pdf')).toBe(
    'attachment; filename="Verklaring Marienhof   een.pdf"; filename*=UTF-8\'\'Verklaring%20%E2%80%9CMari%C3%ABnhof%E2%80%9D%20%20%20%C3%A9%C3%A9n.pdf',
  )
})

test('line breaks, quotes and paths cannot break out of the header', () => {
  const header = contentDisposition('a"\r\nSet-Cookie: x=1\\..\\b\u202e.pdf')
  expect(header).not.toMatch(/[\r\n\\]/)
  expect(header.match(/"/g)).toHaveLength(2)
})
