import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { openFileSource } from './file-source.ts'
import { readBounded } from './read-bounded.ts'

const directory = mkdtempSync(join(tmpdir(), 'waarmerk-cli-'))
afterAll(() => rmSync(directory, { recursive: true }))

const path = join(directory, 'file')
writeFileSync(path, '0123456789')

test('a file is read at positions', () => {
  using source = openFileSource({ path, name: 'file' })
  expect(source.size).toBe(10)
  expect(Buffer.from(source.read(3, 4)).toString()).toBe('3456')
  expect(source.read(10, 0)).toHaveLength(0)
})

test.each([
  [-1, 1],
  [0, 11],
  [10, 1],
  [0, -1],
  [0, Number.NaN],
])('a read at %d of %d bytes lies outside and is refused', (position, length) => {
  using source = openFileSource({ path, name: 'file' })
  expect(() => source.read(position, length)).toThrow(expect.objectContaining({ code: 'ERR_PDF_OUT_OF_RANGE' }))
})

test('a file that becomes shorter while it is read is refused', () => {
  const other = join(directory, 'shrinking')
  writeFileSync(other, '0123456789')
  using source = openFileSource({ path: other, name: 'shrinking' })
  truncateSync(other, 4)
  expect(() => source.read(0, 10)).toThrow(expect.objectContaining({ code: 'ERR_PDF_OUT_OF_RANGE' }))
})

test.each(['nothing-here', '.'])('%s cannot be read as a file', (name) => {
  const open = () => openFileSource({ path: join(directory, name), name })
  expect(open).toThrow(expect.objectContaining({ code: 'ERR_CLI_FILE_UNREADABLE', message: `cannot read ${name}` }))
})

test('a file above its bound is refused before it is read', () => {
  expect(readBounded({ path, name: 'file' }, 10)).toHaveLength(10)
  const read = () => readBounded({ path, name: 'file' }, 9)
  expect(read).toThrow(expect.objectContaining({ code: 'ERR_CLI_FILE_TOO_LARGE' }))
})
