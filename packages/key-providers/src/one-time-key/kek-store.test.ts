import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createKekStore } from './kek-store.ts'

let directory = ''
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'waarmerk-kek-')), 'kek')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true }))
const coded = (code: string) => expect.objectContaining({ code, kind: 'defect' })

test('a day has one key, made on its first use and kept over a restart', () => {
  const { name, key } = createKekStore(directory).current('2026-11-23')
  expect(name).toBe('2026-11-23')
  expect(key).toHaveLength(32)
  const later = createKekStore(directory)
  expect(later.current('2026-11-23').key).toEqual(key)
  expect(later.get(name)).toEqual(key)
  expect(later.current('2026-11-24').key).not.toEqual(key)
})

test('only the owner may read the keys', () => {
  createKekStore(directory).current('2026-11-23')
  expect(statSync(directory).mode & 0o777).toBe(0o700)
  expect(statSync(join(directory, '2026-11-23')).mode & 0o777).toBe(0o600)
  expect(readdirSync(directory)).toEqual(['2026-11-23'])
})

test('a key that others may read is not used', () => {
  const store = createKekStore(directory)
  store.current('2026-11-23')
  chmodSync(join(directory, '2026-11-23'), 0o640)
  expect(() => store.current('2026-11-23')).toThrow(coded('ERR_KEY_KEK_EXPOSED'))
})

test('a key of another size is not used', () => {
  const store = createKekStore(directory)
  writeFileSync(join(directory, '2026-11-23'), 'short', { mode: 0o600 })
  expect(() => store.get('2026-11-23')).toThrow(coded('ERR_KEY_KEK_DAMAGED'))
})

test('a key that is not there, or whose name leads elsewhere, is unknown', () => {
  const store = createKekStore(directory)
  for (const name of ['2026-11-23', '../secret', '', '2026-11-23/..']) {
    expect(() => store.get(name)).toThrow(coded('ERR_KEY_KEK_UNKNOWN'))
  }
  expect(() => store.current('../2026')).toThrow(TypeError)
})

test('keys of past days go when nothing names them any more, abandoned drafts always', () => {
  const store = createKekStore(directory)
  for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) store.current(day)
  const drafts = ['2026-11-22', '2026-11-23'].map((day) => `.${day}.${'0'.repeat(32)}`)
  for (const draft of [...drafts, 'README']) writeFileSync(join(directory, draft), 'x')
  store.prune('2026-11-23', ['2026-11-21'])
  expect(readdirSync(directory).toSorted()).toEqual([drafts[1], '2026-11-21', '2026-11-23', 'README'])
  expect(() => store.prune('today', [])).toThrow(TypeError)
})
