import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, jest, test } from '@jest/globals'

const directory = fs.mkdtempSync(join(tmpdir(), 'waarmerk-unnamed-'))
afterAll(() => fs.rmSync(directory, { recursive: true }))

const flushed: number[] = []
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  fsyncSync(fd: number) {
    flushed.push(fs.fstatSync(fd).ino)
    fs.fsyncSync(fd)
  },
}))
const { nameFile, openUnnamed } = await import('./unnamed-file.ts')

test.each([
  ['ln', 0],
  ['a copy, which is flushed to the disk', 1],
])('an unnamed file gets its name by %s', (_, copies) => {
  const fd = openUnnamed(directory, 0o600) ?? fs.openSync(join(directory, `unnamed-${copies}`), 'wx+')
  fs.writeSync(fd, 'whole')
  const path = join(directory, `named-${copies}`)
  const without = { ...process.getBuiltinModule('node:child_process'), spawnSync: () => ({ status: 1 }) }
  const spy = jest.spyOn(process, 'getBuiltinModule')
  if (copies > 0) spy.mockReturnValue(without)
  nameFile(fd, path)
  spy.mockRestore()
  fs.closeSync(fd)
  expect(fs.readFileSync(path, 'utf8')).toBe('whole')
  expect(flushed).toEqual(copies === 0 ? [] : [fs.statSync(path).ino])
})
