import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { PadesError, padesErrorKinds } from './pades-error.ts'

test('an error takes its kind from the table', () => {
  expect(new PadesError('ERR_PADES_SIGNATURE_REJECTED', 'why')).toMatchObject({ kind: 'upstream', name: 'PadesError' })
})

test('every code is demanded by a test', () => {
  const folder = new URL('.', import.meta.url)
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.test.ts'))
  const texts = tests.map((path) => readFileSync(new URL(path, folder), 'utf8'))
  // In a test a code stands as a string, or after the name of the check that failed.
  const missing = Object.keys(padesErrorKinds).filter(
    (code) => !texts.some((text) => new RegExp(`[' ]${code}'`).test(text)),
  )
  expect(missing).toEqual([])
})
