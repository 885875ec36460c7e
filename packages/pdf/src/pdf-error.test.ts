import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { PdfError, pdfErrorKinds } from './pdf-error.ts'

test('an error takes its kind from the table', () => {
  expect(new PdfError('ERR_PDF_ENCRYPTED', 'why')).toMatchObject({
    code: 'ERR_PDF_ENCRYPTED',
    kind: 'caller',
    name: 'PdfError',
  })
})

test('every code is demanded by a test', () => {
  const folder = new URL('.', import.meta.url)
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts'))
  const texts = tests
    .filter((path) => path !== 'pdf-error.test.ts')
    .map((path) => readFileSync(new URL(path, folder), 'utf8'))
  const missing = Object.keys(pdfErrorKinds).filter((code) => !texts.some((text) => text.includes(`'${code}'`)))
  expect(missing).toEqual([])
})
