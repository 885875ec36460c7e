import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@jest/globals'
import { openDatabase } from '../database/open-database.ts'
import { embeddedTemplate } from './template.ts'

test('a database starts from its template when another process has put its own in the place meanwhile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-template-'))
  try {
    const template = await embeddedTemplate(pathToFileURL(`${folder}/`))
    const [name = ''] = readdirSync(folder)
    const others = join(folder, 'others.tar')
    copyFileSync(join(folder, name), others)
    utimesSync(others, 0, 0)
    renameSync(others, join(folder, name))
    const database = await openDatabase({ provider: 'pglite', template })
    await database.close()
    expect(readdirSync(folder)).toEqual([name])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
