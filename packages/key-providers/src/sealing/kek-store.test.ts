import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createKekStore } from './kek-store.ts'

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'waarmerk-kek-')), 'kek')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

test('a day has one key, whichever instance asks first, and only its owner may read it', () => {
  const one = createKekStore(directory).current('2026-11-23')
  const other = createKekStore(directory).current('2026-11-23')
  expect(other).toEqual(one)
  expect(one.key).toHaveLength(32)
  expect(readdirSync(directory)).toEqual(['2026-11-23'])
  expect(statSync(join(directory, '2026-11-23')).mode & 0o777).toBe(0o600)
})

test('every day has another key', () => {
  const store = createKekStore(directory)
  expect(store.current('2026-11-23').key).not.toEqual(store.current('2026-11-24').key)
})

test('past days go unless a live transaction names them; today stays', () => {
  const store = createKekStore(directory)
  for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) store.current(day)
  store.prune('2026-11-23', ['2026-11-22'])
  expect(readdirSync(directory).sort()).toEqual(['2026-11-22', '2026-11-23'])
  expect(() => store.get('2026-11-21')).toThrow(expect.objectContaining({ code: 'ERR_KEY_KEK_UNKNOWN' }))
})

test('a name that is no day cannot leave the directory', () => {
  expect(() => createKekStore(directory).get('../secret')).toThrow(
    expect.objectContaining({ code: 'ERR_KEY_KEK_UNKNOWN' }),
  )
})

test('a damaged key is told as such', () => {
  const store = createKekStore(directory)
  store.current('2026-11-23')
  writeFileSync(join(directory, '2026-11-24'), 'short')
  expect(() => store.get('2026-11-24')).toThrow(expect.objectContaining({ code: 'ERR_KEY_KEK_DAMAGED' }))
})
