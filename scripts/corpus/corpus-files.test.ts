import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { corpusFiles, passwordOf } from './corpus-files.ts'

test('every PDF below the directory is found, in order, and nothing else', () => {
  const directory = mkdtempSync(join(tmpdir(), 'waarmerk-corpus-files-'))
  mkdirSync(join(directory, 'a'))
  for (const name of ['b.pdf', 'a/20-pages.pdf', 'a/README.md']) writeFileSync(join(directory, name), '')
  expect(corpusFiles(directory)).toEqual([
    { name: 'a/20-pages.pdf', path: join(directory, 'a/20-pages.pdf'), password: 'owner' },
    { name: 'b.pdf', path: join(directory, 'b.pdf') },
  ])
  rmSync(directory, { recursive: true })
})

test.each([
  ['enc-R2,V1,U=view,O=master.pdf', 'master'],
  ['enc-XI-R6,V5,U=view,attachments,cleartext-metadata.pdf', 'view'],
  ['minimal-with-field-aes256.pdf', 'ownersecret'],
  ['minimal-aes256-empty-encrypted-string.pdf', 'secret'],
  ['minimal.pdf', undefined],
])('the password of %s is %s', (name, password) => {
  expect(passwordOf(name)?.password).toBe(password)
})
